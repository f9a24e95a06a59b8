"""The facilitator's moves, the clock, the stop button, the round, who leads."""

import pytest

from intervision.engine import Code, fit, start
from intervision.engine import commands as ask
from intervision.methods.library import get

from .circle import Circle
from .methods import asks, linear, method


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
