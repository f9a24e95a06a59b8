"""Heartbeats do not stand before a change."""

import asyncio
from itertools import pairwise

from praktijkkring.live import limits, pulse
from praktijkkring.live.pulse import Pulse
from praktijkkring.live.room import Room
from praktijkkring.live.subscription import Subscription

from .straight_bus import run_alone

MANY = 100


class Heard(Subscription):
    __slots__ = ()
    told: list["Heard"] = []

    def _write(self, data):
        self.told.append(self)


def test_a_change_waits_for_a_few_heartbeats_and_not_for_all(monkeypatch):
    monkeypatch.setattr(limits, "BEAT_SLOTS", 1)
    monkeypatch.setattr(limits, "BEAT_EVERY", 0.01)
    monkeypatch.setattr(Heard, "told", [])

    async def story():
        beats, room = Pulse(), Room("run:1", asyncio.get_running_loop().create_future())
        for number in range(MANY):
            beats.add(Heard(room, "member", number, ends_at=float("inf")))
        beats.start()
        turns = [0]
        while turns[-1] < MANY:
            await asyncio.sleep(0)  # whoever has something to do at this moment
            turns.append(len(Heard.told))
        beats.stop()
        return max(after - before for before, after in pairwise(turns))

    assert run_alone(story()) == pulse.IN_ONE_TURN
    assert len(set(Heard.told[:MANY])) == MANY
