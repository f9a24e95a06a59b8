"""What a thread of this process changed reaches its own streams without the bus, and once."""

import asyncio

import pytest
from django.conf import settings

from praktijkkring.live import near, publish, wire
from praktijkkring.live.hub import Hub

from .straight_bus import StraightBus, join, run_alone


class SlowBus(StraightBus):
    """Brings back what was published only when it is told to; ``dead`` refuses it."""

    def __init__(self):
        super().__init__()
        self.dead, self.kept = False, []

    def sender(self, channel, envelope, *, asking=""):
        if self.dead:
            raise ConnectionError
        self.kept.append((channel, envelope))
        return bool(asking)

    def bring(self):
        for channel, envelope in self.kept:
            self._on_message(channel, envelope)
        self.kept.clear()


def told(story, monkeypatch):
    """Run ``story(bus, hub, tell)`` with one hub that hears what happens nearby."""

    async def run():
        bus = SlowBus()
        hub = Hub(bus, wire.seal(settings.SECRET_KEY))
        await hub.start()
        hub.near = near.Near(asyncio.get_running_loop(), hub.hear_near)
        near.listen(hub.near)
        monkeypatch.setattr(publish, "sender", lambda: bus.sender)

        async def tell(room, message):
            await asyncio.to_thread(publish._ring, room, message)
            await asyncio.sleep(0)

        try:
            await story(bus, hub, tell)
        finally:
            near.leave(hub.near)
            await hub.stop()

    run_alone(run())


@pytest.mark.parametrize("dead", [False, True])
def test_a_change_is_here_before_the_bus_has_brought_it(monkeypatch, dead):
    async def story(bus, hub, tell):
        reader, _ = await join(hub, "run:1", "member", 1)
        bus.dead = dead
        await tell("run:1", wire.Change(2, {"member": "<p>"}))
        assert reader.names()[-1] == ("patch", 2)
        bus.bring()
        assert [name for name, _ in reader.names()].count("patch") == 1

    told(story, monkeypatch)


def test_what_another_process_changed_comes_by_the_bus(monkeypatch):
    async def story(bus, hub, tell):
        reader, _ = await join(hub, "run:1", "member", 1)
        near.leave(hub.near)  # as if the next one is made elsewhere
        await tell("run:1", wire.Change(2, {"member": "<p>"}))
        near.listen(hub.near)
        assert "patch" not in dict(reader.names())
        bus.bring()
        assert reader.names()[-1] == ("patch", 2)

    told(story, monkeypatch)


def test_who_is_put_out_is_out_before_the_bus_says_so(monkeypatch):
    async def story(bus, hub, tell):
        reader, _ = await join(hub, "run:1", "member", 1)
        await tell(wire.EVERYBODY, wire.Kick(1))
        assert reader.closed
        bus.bring()

    told(story, monkeypatch)


def test_somebody_at_the_door_hears_that_they_missed_it(monkeypatch):
    async def story(bus, hub, tell):
        newcomer = await hub.enter("run:1")
        await tell("run:1", wire.Change(5, {}))
        assert newcomer.missed(4)
        hub.leave(newcomer)

    told(story, monkeypatch)


def test_echoes_that_never_come_are_forgotten(monkeypatch):
    async def story(bus, hub, tell):
        bus.dead = True
        monkeypatch.setattr(near, "MOST_AWAITED", 3)
        for version in range(2, 9):
            await tell("run:1", wire.Change(version, {}))
        assert len(hub.near._awaited) <= 3

    told(story, monkeypatch)


def test_a_loop_that_has_stopped_is_no_trouble():
    loop = asyncio.new_event_loop()
    loop.close()
    near.Near(loop, lambda channel, payload: None).tell("c", b"", b"mark")
