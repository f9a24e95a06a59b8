"""A clock that stops, goes on or gets more time: three numbers for everybody, and nothing that hangs on a card."""

from dataclasses import replace

import pytest

from intervision.engine import Clock, Extend, Free, Pause, Resume, State, Stop, decide
from intervision.ledger import items_in, method_of
from intervision.models import Run
from intervision.room.timing import drawn, only_the_time

NOW = 1_800_000_000_000
LEFT = Clock(480_000, None, 471_200)
GOES = Clock(480_000, NOW + 471_200)


@pytest.fixture
def asked(live):
    """``asked(command, clock=…)``: what the engine decides about a run in which two cards lie, and what is only time."""
    live.fenna.move("next")
    for text in ("Wat?", "Hoe?"):
        live.pieter.write(text, step=1)
    run = Run.objects.get(pk=live.run.pk)
    method = method_of(run)

    def decided(command, **given):
        before = replace(State.from_dict(run.state), **given)
        with_items, without = (
            decide(method, before, items, command, actor=before.leader, now_ms=NOW) for items in (items_in(run), [])
        )
        assert with_items == without
        return only_the_time(before, without)

    return decided


def test_a_pause_is_a_number_a_line_and_the_button_of_who_leads(asked):
    timed = asked(Pause(), clock=GOES)
    clock = '<i id="clock" data-time data-total="480" data-left="472"></i>'
    member, leader = (drawn(timed, role, "en", 7) for role in ("member", "facilitator"))
    assert member.startswith(f'{clock}\n<div id="notice"')
    assert "Paused. What you write is kept." in member
    assert "hold" not in member
    assert leader.startswith(member)
    assert 'action="/ronde/7/stap/"' in leader
    assert 'value="resume"' in leader
    assert drawn(timed, "screen", "en", 7) == clock


def test_going_on_takes_the_line_away(asked):
    timed = asked(Resume(), clock=LEFT)
    assert f'data-total="480" data-ends="{NOW + 471_200}"' in drawn(timed, "bringer", "nl", 7)
    assert "pk-note" not in drawn(timed, "bringer", "nl", 7)
    assert 'value="pause"' in drawn(timed, "facilitator", "nl", 7)


@pytest.mark.parametrize(("clock", "moment"), [(GOES, f'data-ends="{NOW + 531_200}"'), (LEFT, 'data-left="532"')])
def test_a_minute_more_is_the_same_for_all(asked, clock, moment):
    timed = asked(Extend(1), clock=clock)
    told = {drawn(timed, role, "nl", 7) for role in ("facilitator", "member", "screen")}
    assert told == {f'<i id="clock" data-time data-total="540" {moment}></i>'}


@pytest.mark.parametrize(
    "given",
    [
        {"free": Free(5, GOES)},
        {"stop": Stop("1", NOW), "clock": GOES},
        {"group_clocks": (GOES,), "groups": (("1",),)},
        {"ready": {"1": True}, "clock": GOES},
        {"clock": Clock()},
    ],
)
def test_where_more_changes_the_whole_is_drawn(asked, given):
    assert asked(Extend(1), **given) is None
