"""The facilitator's moves, the clock, the stop button, the round, who leads."""

import pytest

from intervision.engine import Code, Kind, fit, start
from intervision.engine import commands as ask
from intervision.methods.library import get

from .circle import Circle
from .methods import SPEAK, asks, linear, method


@pytest.mark.parametrize(
    "command",
    [ask.Next(), ask.Back(), ask.Skip(), ask.Repeat(), ask.GoTo(2), ask.InsertFree(), ask.Pause(), ask.Extend(), ask.Close(),
     ask.Reveal(), ask.TakeFromNext(), ask.Appoint("scribe", "p1")],
)  # fmt: skip
def test_only_who_leads_moves_the_run(command):
    circle = Circle(linear())
    circle.do(ask.Next())
    for person in ("ellen", "p1", "olaf"):
        assert circle.refused(command, person) is Code.NOT_LEADING
    assert circle.refused(command, "stranger") is Code.NOT_HERE


def test_next_goes_to_the_end_and_no_further():
    circle = Circle(linear())
    for step in (1, 2, 3):
        circle.do(ask.Next())
        assert circle.state.step == step
    assert circle.refused(ask.Next()) is Code.LAST_STEP
    assert circle.view("fenna").primary == "close"


def test_back_finds_the_time_that_was_left_and_cards_stay_open():
    circle = Circle(linear())
    assert circle.refused(ask.Back()) is Code.FIRST_STEP
    circle.do(ask.Next())
    circle.put("p1", "question")
    circle.later(100).do(ask.Next())
    circle.later(30).do(ask.Back())
    assert circle.state.clock.left(circle.now_ms) == 200_000
    assert circle.state.phase == "revealed"


def test_skipping_leaves_closed_cards_closed_and_back_takes_them_up_again():
    circle = Circle(linear())
    circle.do(ask.Next())
    card = circle.put("p1", "question")
    circle.do(ask.Skip())
    assert circle.state.skipped == ("s1/0",)
    assert card not in circle.ids_seen("p2")
    circle.do(ask.Back())
    assert (circle.state.phase, circle.state.skipped) == ("writing", ())
    circle.do(ask.Next())
    assert card in circle.ids_seen("p2")


def test_going_to_a_step_marks_what_lies_between_as_skipped():
    circle = Circle(linear())
    circle.do(ask.GoTo(3))
    assert circle.state.skipped == ("s1/0", "s2/0")
    assert circle.refused(ask.GoTo(3)) is Code.ALREADY
    assert circle.refused(ask.GoTo(4)) is Code.UNKNOWN_STEP


def test_a_step_can_be_done_once_more():
    circle = Circle(linear())
    circle.do(ask.Next())
    first = circle.put("p1", "question")
    circle.do(ask.Repeat())
    assert circle.state.phase == "writing"
    second = circle.put("p1", "question")
    assert circle.ids_seen("p2") == {first}
    circle.do(ask.Next())
    assert circle.ids_seen("p2") == {first, second}


def test_a_free_step_lies_over_the_current_one_whose_clock_waits():
    circle = Circle(linear())
    circle.later(60).do(ask.InsertFree(3))
    assert circle.view("p1").free
    assert circle.view("p1").clock.left(circle.now_ms) == 180_000
    assert circle.refused(ask.InsertFree()) is Code.ALREADY
    circle.later(500).do(ask.Next())
    assert (circle.state.step, circle.state.clock.left(circle.now_ms)) == (0, 240_000)
    assert circle.state.inserted == ((0, 3),)


def test_pause_resume_and_more_time():
    circle = Circle(linear())
    assert circle.refused(ask.Resume()) is Code.RUNNING
    circle.later(60).do(ask.Pause())
    assert circle.refused(ask.Pause()) is Code.PAUSED
    circle.later(1000).do(ask.Extend(1))
    assert circle.state.clock.left(circle.now_ms) == 300_000
    circle.do(ask.Resume())
    circle.later(310)
    assert circle.state.clock.left(circle.now_ms) == -10_000
    circle.do(ask.Extend(1))
    assert circle.state.clock.left(circle.now_ms) == 60_000
    assert circle.refused(ask.Extend(0)) is Code.OUT_OF_RANGE
    assert circle.refused(ask.Extend(61)) is Code.OUT_OF_RANGE


def test_time_is_taken_from_the_next_step_while_it_has_some():
    circle = Circle(linear(), plan=[5, 2, 5, 5])
    circle.do(ask.TakeFromNext(1))
    assert circle.state.plan == (6, 1, 5, 5)
    assert circle.state.clock.left(circle.now_ms) == 360_000
    assert circle.refused(ask.TakeFromNext(1)) is Code.NOTHING_TO_TAKE


def test_anybody_can_stop_and_nothing_moves_until_it_is_cleared():
    circle = Circle(linear())
    circle.do(ask.Next())
    circle.do(ask.StopRun(), "p2")
    assert not circle.state.clock.running
    for command in (ask.Next(), ask.Skip(), ask.Back(), ask.Reveal(), ask.Resume(), ask.InsertFree()):
        assert circle.refused(command) is Code.STOPPED
    assert circle.refused(ask.StopRun(), "p1") is Code.ALREADY
    assert circle.refused(ask.ClearStop(), "p1") is Code.NOT_LEADING
    assert [circle.view(one).stopped_by for one in ("fenna", "p2", "p1", "ellen")] == ["p2", "p2", "", ""]
    assert all(circle.view(one).stopped for one in ("fenna", "p1", "ellen"))
    circle.put("p1", "question")
    circle.do(ask.ClearStop(), "p2")
    assert circle.state.clock.running


def test_a_clock_that_was_paused_before_the_stop_stays_paused():
    circle = Circle(linear())
    circle.do(ask.Pause())
    circle.do(ask.StopRun(), "p2")
    circle.do(ask.ClearStop())
    assert not circle.state.clock.running


def test_a_timer_turns_cards_over_once_and_moves_other_steps_on():
    circle = Circle(method({"closes": "timer"}, {"inputs": [asks("question")], "closes": "timer"}, {}))
    assert circle.refused(ask.Tick(), "p1") is Code.NOT_NOW
    circle.later(300).do(ask.Tick(), "p1")
    assert circle.state.step == 1
    circle.put("p1", "question")
    circle.later(300).do(ask.Tick(), "p2")
    assert (circle.state.step, circle.state.phase) == (1, "revealed")
    assert circle.refused(ask.Tick(), "p2") is Code.REVEALED


def test_everybody_can_say_ready_or_one_minute_more():
    circle = Circle(linear(), 4)
    circle.do(ask.Ready(), "p1")
    circle.do(ask.Ready(more=True), "p2")
    seen = circle.view("fenna")
    assert (seen.ready.n, seen.ready.of, seen.more) == (1, 4, 1)
    assert circle.refused(ask.Ready(), "olaf") is Code.NOT_YOUR_TASK
    circle.do(ask.Next())
    assert circle.view("fenna").more == 0


def round_of_four():
    return Circle(method({"floor": SPEAK, "turns": "round"}), 4)


def test_a_round_begins_with_the_case_bringer_and_passes_along_the_table():
    circle = round_of_four()
    assert circle.state.round.order == ("ellen", "p1", "p2", "p3")
    assert circle.refused(ask.TurnNext(), "p1") is Code.NOT_YOUR_TURN
    circle.do(ask.TurnNext(), "ellen")
    circle.do(ask.Pass(), "p1")
    assert circle.state.round.order == ("ellen", "p2", "p3", "p1")
    circle.do(ask.SkipTurn())
    circle.do(ask.TurnBack())
    assert circle.state.round.speaking == "p2"
    for _ in range(3):
        circle.do(ask.TurnNext())
    assert circle.refused(ask.TurnNext()) is Code.ROUND_OVER


def test_passing_twice_is_giving_the_turn_away():
    circle = round_of_four()
    circle.do(ask.Pass(), "ellen")
    for person in ("p1", "p2", "p3"):
        circle.do(ask.TurnNext(), person)
    circle.do(ask.Pass(), "ellen")
    assert circle.state.round.speaking == ""


def test_who_comes_late_speaks_last_and_who_leaves_is_not_waited_for():
    circle = round_of_four()
    circle.do(ask.Join(), "p9")
    circle.do(ask.Leave("p1"))
    assert circle.state.round.order == ("ellen", "p2", "p3", "p9")
    assert circle.refused(ask.Join(), "p9") is Code.ALREADY
    assert circle.refused(ask.Next(), "p1") is Code.NOT_HERE


def test_a_deputy_takes_over_with_one_tap_and_the_facilitator_takes_back():
    circle = Circle(linear())
    assert circle.refused(ask.TakeOver(), "p2") is Code.NOT_YOUR_TASK
    assert circle.view("p1").may_take_over
    circle.do(ask.TakeOver(), "p1")
    assert circle.refused(ask.Next(), "fenna") is Code.NOT_LEADING
    circle.do(ask.Next(), "p1")
    circle.put("p1", "question")
    assert circle.view("fenna").may_give_back
    circle.do(ask.GiveBack(), "fenna")
    circle.do(ask.Next(), "fenna")
    assert circle.refused(ask.GiveBack(), "fenna") is Code.NOT_NOW


def test_without_a_deputy_nobody_becomes_facilitator():
    circle = Circle(linear(), deputy="")
    assert circle.refused(ask.TakeOver(), "p1") is Code.NO_DEPUTY
    circle.do(ask.Leave(), "p1")
    assert circle.state.leader == "fenna"


def test_a_loop_goes_back_a_limited_number_of_times_and_cards_of_each_pass_stay():
    circle = Circle(
        method({"inputs": [asks("question", max=1)]}, {"repeat": "loop", "loop_to": "s0", "loop_limit": 1}, {})
    )
    first = circle.put("p1", "question")
    circle.do(ask.Next())
    circle.do(ask.Loop())
    second = circle.put("p1", "question")
    assert circle.ids_seen("p2") == {first}
    circle.do(ask.Next())
    assert circle.ids_seen("p2") == {first, second}
    assert circle.refused(ask.Loop()) is Code.LOOP_LIMIT
    assert "loop" not in circle.view("fenna").controls


def test_a_slot_is_filled_with_a_module_until_something_is_written_in_it():
    modules = [
        {"key": "ideas", "title": "Ideas", "inputs": [asks("advice", shown="live")]},
        {"key": "echo", "title": "Echo", "inputs": [asks("reading", shown="live")]},
    ]
    circle = Circle(method({"repeat": "slot", "modules": modules}))
    assert [entry.input.kind for entry in circle.view("p1").entries] == ["advice"]
    circle.do(ask.Choose(0, "echo"))
    assert circle.view("p1").title.say() == "Echo"
    assert circle.refused(ask.Choose(0, "dance")) is Code.UNKNOWN_MODULE
    circle.put("p1", "reading")
    assert circle.refused(ask.Choose(0, "ideas")) is Code.ALREADY


def test_groups_have_their_own_clocks():
    circle = Circle(method({"subgroups": 3}), 7)
    first, second = circle.state.groups
    circle.do(ask.Extend(1, group=0), first[0])
    assert circle.refused(ask.Extend(1, group=0), second[0]) is Code.NOT_LEADING
    assert circle.view(first[0]).group_clock.left(circle.now_ms) == 360_000
    assert circle.view(second[0]).group_clock.left(circle.now_ms) == 300_000


SORTED = {"by": "bringer", "do": "sort", "on": "s0", "labels": ["warm", "cold"]}


def test_the_case_bringer_alone_sorts_and_takes_back():
    circle = Circle(method({"inputs": [asks("question")]}, {"acts": [SORTED]}))
    card = circle.put("p1", "question")
    assert circle.refused(ask.Sort(card, "warm"), "ellen") is Code.NOT_NOW
    circle.do(ask.Next())
    assert circle.refused(ask.Sort(card, "warm"), "p1") is Code.NOT_YOUR_TASK
    assert circle.refused(ask.Sort(card, "hot"), "ellen") is Code.UNKNOWN_LABEL
    circle.do(ask.Sort(card, "warm"), "ellen")
    assert circle.view("p1").work[0].done == (card,)
    circle.do(ask.Sort(card, ""), "ellen")
    assert circle.view("p1").work[0].todo == (card,)


def test_answers_begin_with_the_cards_that_touched_most():
    answered = {"by": "bringer", "do": "answer", "on": "s0"}
    circle = Circle(method({"inputs": [asks("question")]}, {"acts": [SORTED]}, {"acts": [answered]}))
    cards = [circle.put(person, "question") for person in ("p1", "p2", "p3")]
    circle.do(ask.Next())
    for card, label in zip(cards, ["cold", "warm", "cold"], strict=True):
        circle.do(ask.Sort(card, label), "ellen")
    circle.do(ask.Next())
    assert circle.view("ellen").work[0].focus == cards[1]
    circle.do(ask.Answer(cards[1]), "ellen")
    assert circle.view("ellen").work[0].done == (cards[1],)


def test_a_ballot_is_counted_and_forgotten():
    circle = Circle(
        method(
            {"inputs": [asks("offer", by="everyone", shown="live")]},
            {"acts": [{"by": "everyone", "do": "vote", "on": "s0", "count": 2}]},
        ),
        4,
    )
    a, b = circle.put("p1", "offer"), circle.put("p2", "offer")
    circle.do(ask.Next())
    assert circle.refused(ask.Vote((a, b, "x")), "p1") is Code.TOO_MANY
    assert circle.refused(ask.Vote((a, a)), "p1") is Code.TOO_MANY
    circle.do(ask.Vote((b, a)), "p3")
    assert circle.refused(ask.Vote((a,)), "p3") is Code.VOTED
    assert circle.view("p3").tallies == {}
    for person in ("ellen", "p1"):
        circle.do(ask.Vote((b,)), person)
    assert "p3" in str(circle.state.cast)
    circle.do(ask.Vote((b,)), "p2")
    assert circle.view("p1").tallies == {a: 1, b: 4}
    assert circle.state.cast == {}
    assert "p3" not in str([circle.state.tallies, [event for event in circle.events if event.name == "voted"]])


def test_scores_are_counted_per_figure():
    circle = Circle(method({"inputs": [asks("score", by="everyone", identity="anon", top=5)]}), 4)
    assert circle.refused(ask.Score(6), "p1") is Code.OUT_OF_RANGE
    assert circle.refused(ask.Put(item="x", kind=Kind.SCORE, step=0), "p1") is Code.NOT_NOW
    circle.do(ask.Score(5), "p1")
    circle.do(ask.Score(4), "p2")
    circle.do(ask.Count())
    assert circle.view("p1").tallies == {"4": 1, "5": 1}


def test_one_pick_replaces_the_other():
    pick = {"by": "bringer", "do": "pick", "on": "s0", "count": 1}
    circle = Circle(method({"inputs": [asks("reading")]}, {"acts": [pick]}))
    a, b = circle.put("p1", "reading"), circle.put("p2", "reading")
    circle.do(ask.Next())
    circle.do(ask.Pick(a), "ellen")
    circle.do(ask.Pick(b), "ellen")
    assert [circle.items[a].picked, circle.items[b].picked] == [False, True]


def test_while_cards_are_written_everybody_is_silent():
    circle = Circle(method({"inputs": [asks("question")], "floor": SPEAK}))
    circle.put("p1", "question")
    assert {role: set(speech) for role, speech in circle.view("p1").floor.items()} == {"facilitator": {"steer"}}
    circle.do(ask.Reveal())
    assert circle.view("p1").floor["member"] == {"speak"}


def test_a_plan_fits_the_time_there_is():
    ten = get("tienstappen")
    for minutes in (30, 45, 60, 90, 120, 150):
        plan = fit(ten, minutes)
        assert (sum(plan), min(plan) >= 1) == (minutes, True)
    assert fit(ten, ten.minutes) == tuple(step.minutes for step in ten.steps)
    assert sum(fit(ten, 5)) == len(ten.steps)


def test_a_facilitator_with_a_seat_writes_only_when_contributing():
    people = ["ellen", "p1", "fenna"]
    method_ = linear()
    silent = start(method_, people=people, facilitator="fenna", bringers=["ellen"], now_ms=0)
    active = start(method_, people=people, facilitator="fenna", bringers=["ellen"], contributes=True, now_ms=0)
    assert silent.roles(method_, "fenna") == {"facilitator"}
    assert active.roles(method_, "fenna") == {"facilitator", "member"}


def test_who_takes_over_or_leaves_does_not_change_whose_turn_it_is_to_bring_a_case():
    circle = Circle(method({"repeat": "member"}, {}), 4)
    circle.do(ask.Next())
    assert circle.state.bringers_now(circle.method) == ("p1",)
    circle.do(ask.Leave("ellen"))
    circle.do(ask.TakeOver(), "p1")
    circle.do(ask.GiveBack())
    assert circle.state.bringers_now(circle.method) == ("p1",)
    circle.do(ask.Join(), "p9")
    for _ in range(2):
        circle.do(ask.Next())
    circle.do(ask.Next())
    assert circle.state.bringers_now(circle.method) == ("p9",)
