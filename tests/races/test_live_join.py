"""Between reading the version and hearing the room nothing falls through, wherever a change lands."""

import asyncio

import pytest

from praktijkkring.live.by_asgi import AsgiSubscription
from praktijkkring.live.hub import Hub
from praktijkkring.live.room import Newcomer
from tests.praktijkkring.live.straight_bus import Reader, StraightBus, make_hub, run_alone

MOMENTS = ["before entering", "while the bus is asked", "after the acknowledgement", "after the version was read", "in"]


class Joining:
    """Somebody who joins room 1 while a change (or a kick) lands at ``moment``."""

    def __init__(self, bus, moment, *, kick):
        self.bus, self.moment, self.kick, self.stored = bus, moment, kick, 1

    def now(self, moment):
        if moment == self.moment and self.kick:
            self.bus.kick(5, "run:1")
        elif moment == self.moment:
            self.stored += 1
            self.bus.change("run:1", self.stored, member="<p>nieuw</p>")

    async def comes_in(self, hub):
        self.now("before entering")
        entering = asyncio.ensure_future(hub.enter("run:1"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if not entering.done():
            self.now("while the bus is asked")
            self.bus.let_through()
        newcomer = await entering
        self.now("after the acknowledgement")
        return newcomer


async def somebody_joins(hub_class, moment, *, kick=False):
    """True when the newcomer ends up knowing of what landed at this moment."""
    bus = StraightBus(slow=True)
    hub = await make_hub(bus, hub_class=hub_class)
    joining = Joining(bus, moment, kick=kick)
    newcomer = await joining.comes_in(hub)
    version = joining.stored  # the door reads
    joining.now("after the version was read")
    if hub_class is not Hub:
        joining.now("while the bus is asked")
        bus.let_through()
        await asyncio.sleep(0)
    reader = Reader()
    one = AsgiSubscription(newcomer.room, "member", 5, send=reader.send, abort=reader.abort, ends_at=9e9)
    hub.admit(newcomer, one, version, 1)
    joining.now("in")
    await hub.stop()
    return reader.closed and "patch" not in str(reader.names()) if kick else reader.version == joining.stored


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_change_is_never_lost_while_somebody_joins(moment):
    assert run_alone(somebody_joins(Hub, moment))


@pytest.mark.parametrize("moment", MOMENTS[2:])
def test_a_kick_is_never_lost_while_somebody_joins(moment):
    assert run_alone(somebody_joins(Hub, moment, kick=True))


class HubThatDoesNotWait(Hub):
    """Planted: it lets the door read the version before the bus has acknowledged."""

    async def enter(self, name):
        newcomer = Newcomer(self.rooms.get(name) or self._open(name))
        newcomer.room.newcomers.add(newcomer)
        return newcomer


def test_a_hub_that_does_not_wait_for_the_acknowledgement_is_caught():
    arrived = [run_alone(somebody_joins(HubThatDoesNotWait, moment)) for moment in MOMENTS]
    assert not all(arrived)
