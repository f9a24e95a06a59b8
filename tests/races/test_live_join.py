"""Between reading the version and hearing the room nothing falls through, wherever a change lands."""

import asyncio

import pytest

from praktijkkring.live.by_asgi import AsgiSubscription
from praktijkkring.live.hub import Hub
from praktijkkring.live.room import Newcomer
from tests.praktijkkring.live.straight_bus import Reader, StraightBus, make_hub, run_alone

MOMENTS = ["before entering", "while the bus is asked", "after the acknowledgement", "after the version was read", "in"]


async def somebody_joins(hub_class, moment, *, kick=False):
    """A change (or a kick) lands at this moment. True when the newcomer ends up knowing of it."""
    bus = StraightBus(slow=True)
    hub = await make_hub(bus, hub_class=hub_class)
    stored = 1

    def lands(now):
        nonlocal stored
        if now != moment:
            return
        if kick:
            bus.kick(5, "run:1")
        else:
            stored += 1
            bus.change("run:1", stored, member="<p>nieuw</p>")

    lands("before entering")
    entering = asyncio.ensure_future(hub.enter("run:1"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    if not entering.done():
        lands("while the bus is asked")
        bus.let_through()
    newcomer = await entering
    lands("after the acknowledgement")
    version = stored  # the door reads
    lands("after the version was read")
    if hub_class is not Hub:
        lands("while the bus is asked")
        bus.let_through()
        await asyncio.sleep(0)
    reader = Reader()
    hub.admit(
        newcomer,
        AsgiSubscription(newcomer.room, "member", 5, send=reader.send, abort=reader.abort, ends_at=9e9),
        version,
        1,
    )
    lands("in")
    await hub.stop()
    return reader.closed and "patch" not in str(reader.names()) if kick else reader.version == stored


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
