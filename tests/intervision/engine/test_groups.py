"""Groups that work side by side: one step for all, a clock for each; and who brings in next."""

import pytest

from intervision import engine as e
from intervision.engine import commands as ask
from intervision.methods.library import get

from .circle import Circle
from .methods import asks, linear, method

MINUTE = 60


def split(size=6):
    """Three steps in, in groups of three that each have two minutes."""
    circle = Circle(get("drietallen"), size)
    circle.do(ask.Next())
    circle.do(ask.Next())
    return circle


def one_of(circle, group):
    return next(person for person in circle.state.groups[group] if person)


def lefts(circle):
    return [round(clock.left(circle.now_ms) / 1000) for clock in circle.state.group_clocks]


def test_each_group_turns_its_own_clock():
    circle = split()
    hers, theirs = one_of(circle, 0), one_of(circle, 1)
    circle.later(30)
    circle.do(ask.Pause(), hers)
    circle.later(30)
    circle.do(ask.Extend(1), theirs)
    assert lefts(circle) == [90, 120]
    assert round(circle.state.clock.left(circle.now_ms) / 1000) == 60
    assert circle.view(hers).group_clock.paused_left_ms == 90_000
    assert circle.view(theirs).group_clock.running
    circle.do(ask.Resume(), hers)
    circle.later(10)
    assert lefts(circle) == [80, 110]
    assert [event.facts for event in circle.events[-3:]] == [{"group": 0}, {"minutes": 1}, {"group": 0}]


def test_nobody_turns_the_clock_of_another_group_or_of_all():
    circle = split()
    hers = one_of(circle, 0)
    assert circle.refused(ask.Pause(group=1), hers) is e.Code.NOT_LEADING
    assert circle.refused(ask.Pause(group=9), hers) is e.Code.NOT_NOW
    assert circle.refused(ask.Pause(), "olaf") is e.Code.NOT_LEADING
    circle = Circle(linear(), 4)
    assert circle.refused(ask.Pause(), "p1") is e.Code.NOT_LEADING


def test_who_leads_turns_all_clocks_at_once_and_one_where_they_say_so():
    circle = split()
    circle.do(ask.Pause(group=0))
    circle.do(ask.Pause())
    assert circle.state.running_groups() == ()
    circle.do(ask.Resume())
    assert circle.state.running_groups() == (0, 1)
    circle.do(ask.Extend(5))
    assert lefts(circle) == [420, 420]
    circle.do(ask.TakeFromNext(1))
    assert lefts(circle) == [480, 480]


@pytest.mark.parametrize("way", ["stop", "free"])
def test_a_stop_and_a_free_step_hold_all_groups_and_let_go_what_was_going(way):
    circle = split()
    hers = one_of(circle, 0)
    circle.do(ask.Pause(), hers)
    circle.do(ask.StopRun(), "p1") if way == "stop" else circle.do(ask.InsertFree(3))
    circle.later(90)
    assert lefts(circle) == [120, 120]
    if way == "free":
        assert circle.refused(ask.Pause(), hers) is e.Code.NOT_LEADING
    circle.do(ask.ClearStop() if way == "stop" else ask.Next())
    assert circle.state.running_groups() == (1,)


def test_who_leaves_a_group_shifts_nobodys_turn():
    circle = split()
    circle.do(ask.GoTo(4))
    around = circle.state.groups
    circle.do(ask.Next())
    circle.do(ask.Next())
    assert circle.state.bringers_now(circle.method) == tuple(group[1] for group in around)
    gone = around[0][0]
    circle.do(ask.Leave(), gone)
    assert circle.state.bringers_now(circle.method) == tuple(group[1] for group in around)
    circle.do(ask.Join(), gone)
    assert circle.state.group_of(gone) == 0


def test_who_brings_in_next_is_changed_and_nobody_loses_their_turn():
    circle = Circle(get("kwartier"), 5)
    assert circle.state.clients == ("ellen", "p1", "p2", "p3", "p4")
    circle.do(ask.Appoint("bringer", "p2"))
    assert circle.state.clients == ("p2", "p1", "ellen", "p3", "p4")
    circle.do(ask.Next())
    assert circle.state.bringers_now(circle.method) == ("p2",)
    circle.do(ask.Appoint("bringer", "p4"))
    assert circle.state.clients == ("p2", "p4", "ellen", "p3", "p1")
    assert circle.refused(ask.Appoint("bringer", "p2")) is e.Code.ALREADY
    assert circle.refused(ask.Appoint("second_bringer", "p3")) is e.Code.NOT_NOW
    assert circle.refused(ask.Appoint("bringer", "olaf")) is e.Code.NOT_YOUR_TASK
    in_threes = split()
    group = in_threes.state.groups[1]
    in_threes.do(ask.Appoint("bringer", group[2]))
    assert in_threes.state.groups[1] == (group[0], group[2], group[1])


def test_another_case_bringer_while_nothing_was_written_and_not_after():
    circle = Circle(linear(), 4, deputy="")
    circle.do(ask.Appoint("bringer", "p1"))
    assert circle.state.role(circle.method, "p1") is e.Role.BRINGER
    assert circle.state.role(circle.method, "ellen") is e.Role.MEMBER
    circle.do(ask.Next())
    circle.put("p2", "question")
    assert circle.refused(ask.Appoint("bringer", "ellen")) is e.Code.BEGUN
    circle.do(ask.Leave(), "p1")
    circle.do(ask.Appoint("bringer", "ellen"))


def test_what_was_written_for_the_case_bringer_is_never_for_another():
    circle = Circle(method({"inputs": [asks("advice", shown="bringer")]}, {}), 4, deputy="")
    circle.put("p2", "advice")
    assert len(circle.ids_seen("ellen")) == 1
    assert circle.refused(ask.Appoint("second_bringer", "p1")) is e.Code.BEGUN
    circle.do(ask.Leave(), "ellen")
    assert circle.refused(ask.Appoint("bringer", "p1")) is e.Code.BEGUN
    assert circle.ids_seen("p1") == set()


def test_a_second_case_bringer_sees_and_does_what_the_first_does():
    circle = Circle(linear(), 4, deputy="")
    circle.do(ask.Appoint("second_bringer", "p1"))
    assert circle.state.bringers == ("ellen", "p1")
    assert circle.view("p1").role is e.Role.BRINGER
    circle.do(ask.Appoint("second_bringer", ""))
    assert circle.state.bringers == ("ellen",)
