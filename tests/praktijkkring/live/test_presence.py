"""Somebody who is watched for is away when their last stream has ended and stayed away for a while."""

import asyncio
from types import SimpleNamespace

import pytest

from praktijkkring.live import doors, limits, presence
from praktijkkring.live.presence import Presence
from tests.praktijkkring.live.straight_bus import run_alone

WAIT = 0.05


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(limits, "ABSENT_AFTER", WAIT)


@pytest.fixture
def told(monkeypatch):
    """(room id, user id) of everybody whose absence was told."""
    found = []
    monkeypatch.setitem(
        doors._kinds, "evening", doors.Kind(door=None, gone=lambda number, user_id: found.append((number, user_id)))
    )
    return found


class One:
    """A stream as far as presence looks at it."""

    def __init__(self, user_id=5, room="evening:7"):
        self.user_id, self.room = user_id, SimpleNamespace(name=room)


def play(scene):
    async def run():
        here = Presence()
        await scene(here)
        await asyncio.sleep(WAIT * 4)

    run_alone(run())


def test_who_stays_away_is_told_once(told):
    async def scene(here):
        one = One()
        here.came(one)
        here.went(one)
        here.went(one)

    play(scene)
    assert told == [(7, 5)]


def test_a_reload_is_nobodys_absence(told):
    async def scene(here):
        old = One()
        here.came(old)
        here.went(old)
        await asyncio.sleep(WAIT / 2)
        here.came(One())

    play(scene)
    assert told == []


def test_a_second_device_counts(told):
    async def scene(here):
        phone, laptop = One(), One()
        here.came(phone)
        here.came(laptop)
        here.went(phone)

    play(scene)
    assert told == []


def test_a_stream_that_nobody_watches_is_not_told(told):
    async def scene(here):
        here.went(One())

    play(scene)
    assert told == []


def test_a_process_that_stops_tells_nothing(told):
    async def scene(here):
        one = One()
        here.came(one)
        here.went(one)
        here.stop()

    play(scene)
    assert told == []


def test_an_app_that_fails_does_not_trouble_the_streams(monkeypatch, caplog):
    def fails(number, user_id):
        raise RuntimeError("KANARIE")

    monkeypatch.setitem(doors._kinds, "evening", doors.Kind(door=None, gone=fails))
    presence.tell_gone("evening:7", 5)
    assert "absence not told: evening:7: RuntimeError" in caplog.text
    assert "KANARIE" not in caplog.text
