"""Who speaks, who leads, who brings a case; loops, slots and groups."""

from intervision.engine import Code
from intervision.engine import commands as ask

from .circle import Circle
from .methods import SPEAK, asks, linear, method


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


def test_where_who_leads_asks_and_the_others_answer_those_who_answer_have_the_turns():
    answering = {"facilitator": ["ask"], "bringer": ["answer"], "member": ["answer"]}
    assert Circle(method({"floor": answering, "turns": "round"}), 4).state.round.order == ("ellen", "p1", "p2", "p3")
    alone = Circle(method({"floor": {"facilitator": ["speak"]}, "turns": "round"}), 4)
    assert alone.state.round.order == ("fenna",)


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


def test_a_turn_is_ended_once_also_when_the_button_is_heard_twice():
    circle = round_of_four()
    circle.do(ask.TurnNext("ellen"))
    assert circle.refused(ask.TurnNext("ellen")) is Code.ALREADY
    assert circle.refused(ask.Pass("ellen")) is Code.ALREADY
    assert circle.refused(ask.SkipTurn("ellen")) is Code.ALREADY
    assert circle.state.round.speaking == "p1"


def test_the_clock_of_a_turn_stands_still_with_the_clock_of_the_step():
    circle = round_of_four()

    def taken():
        turn = circle.state.round
        return turn.taken + (circle.now_ms - turn.started if turn.started else 0)

    for still, on in (
        (ask.Pause(), ask.Resume()),
        (ask.StopRun(), ask.ClearStop()),
        (ask.InsertFree(1), ask.Next()),
    ):
        circle.do(ask.TurnBack() if circle.state.round.turn else ask.TurnNext())
        circle.now_ms += 10_000
        circle.do(still)
        circle.now_ms += 60_000
        assert taken() == 10_000
        circle.do(on)
        circle.now_ms += 5_000
        assert taken() == 15_000
    circle.do(ask.Pause())
    circle.do(ask.TurnNext())
    circle.now_ms += 5_000
    assert taken() == 0


def test_who_leads_sees_who_has_not_been_heard():
    circle = round_of_four()
    circle.do(ask.TurnNext())  # ellen
    circle.do(ask.TurnNext())  # p1
    circle.do(ask.SkipTurn())  # p2
    assert circle.view("fenna").silent == ("p2", "p3")
    assert circle.view("p3").silent == ()


def test_who_reads_aloud_for_the_case_bringer_comes_before_the_case_bringer():
    circle = Circle(method({"floor": SPEAK, "turns": "round", "inputs": [asks("advice", shown="sealed")]}), 4)
    circle.do(ask.Reveal())
    assert circle.state.round.order == ("p1", "p2", "p3", "ellen")
