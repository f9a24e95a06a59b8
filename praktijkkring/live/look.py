"""Now and then ask the database for the versions themselves: the bell may have been lost, the truth is stored."""

import asyncio
import contextlib
import time
from collections import defaultdict

from . import doors, limits, visitor
from .hub import Hub
from .pulse import IN_ONE_TURN


async def look_round(hub: Hub) -> None:
    """Every quarter of a minute, and every two seconds while the bus is away. One query per kind of room."""
    last = time.monotonic()
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(limits.POLL_WHEN_DOWN / 4)
            hub.presence.look_round()
            if time.monotonic() - last < (limits.BEAT_EVERY if hub.bus.up else limits.POLL_WHEN_DOWN):
                continue
            last = time.monotonic()
            await look_once(hub)


async def look_once(hub: Hub) -> None:
    of_kind: dict[str, dict[int, int]] = defaultdict(dict)
    for room in hub.rooms.values():
        if not room.empty:
            of_kind[room.kind][room.number] = room.version
    loop = asyncio.get_running_loop()
    for name, rooms in of_kind.items():
        kind = doors.kind(name)
        if kind is None or kind.versions is None:
            continue
        stored = await loop.run_in_executor(visitor.threads, visitor.versions, name, list(rooms))
        if stored is None:
            continue
        for nth, (number, asked_at) in enumerate(rooms.items()):
            hub.stored(f"{name}:{number}", asked_at, stored.get(number))
            if nth % IN_ONE_TURN == 0:  # each room that is behind is a write to everybody in it
                await asyncio.sleep(0)
