"""Heartbeats, spread over time: ten thousand at one moment would hold up everything else for a tenth of a second.

Nor do more than a few of them stand before a change in the same turn of the loop.
"""

import asyncio
import contextlib
import random
import time

from . import limits, wire
from .subscription import Subscription

IN_ONE_TURN = 16


class Pulse:
    """Every stream gets one beat per round, which carries the room's version; a stream that is old enough ends."""

    def __init__(self) -> None:
        self._slots: list[set[Subscription]] = [set() for _ in range(limits.BEAT_SLOTS)]
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._go_round())

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    def add(self, one: Subscription) -> None:
        one.slot = random.randrange(len(self._slots))  # noqa: S311 - spreads the beats
        self._slots[one.slot].add(one)

    def discard(self, one: Subscription) -> None:
        self._slots[one.slot].discard(one)

    async def _go_round(self) -> None:
        pause = limits.BEAT_EVERY / len(self._slots)
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                for slot in self._slots:
                    await asyncio.sleep(pause)
                    everybody = tuple(slot)
                    for nth in range(0, len(everybody), IN_ONE_TURN):
                        self._beat(everybody[nth : nth + IN_ONE_TURN])
                        await asyncio.sleep(0)

    @staticmethod
    def _beat(few: tuple[Subscription, ...]) -> None:
        now = time.monotonic()
        for one in few:
            if one.ends_at < now:
                one.end(wire.retry(random.randint(20, 500)))  # noqa: S311 - spreads the reconnects
            else:
                one.give(one.room.beat)
