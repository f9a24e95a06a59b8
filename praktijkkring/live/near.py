"""The streams of this very process hear a change at once, from the thread that made it; every other process by the bus.

The bus brings it here as well: that echo is known by its mark and dropped. So whoever follows where a change was made
does not wait for the bus, also when the bus is away. See decision 0107.
"""

import asyncio
import contextlib
from collections.abc import Callable

# Echoes that a bus which is away never brings are forgotten at so many. One that comes after all is heard twice, and a
# screen leaves alone what it shows already.
MOST_AWAITED = 1_000

Hear = Callable[[str, bytes], None]


class Near:
    """``hear(channel, payload)`` of one hub, called on its own loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, hear: Hear):
        self._loop, self._hear = loop, hear
        self._awaited: set[bytes] = set()

    def tell(self, channel: str, payload: bytes, mark: bytes) -> None:
        """From any thread, before the bus has it. Says nothing to a loop that has stopped."""
        if len(self._awaited) >= MOST_AWAITED:
            self._awaited.clear()
        self._awaited.add(mark)
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._hear, channel, payload)

    def is_echo(self, mark: bytes) -> bool:
        """Whether what came over the bus was told already. True once for each."""
        if mark not in self._awaited:
            return False
        self._awaited.discard(mark)
        return True


_all: list[Near] = []


def listen(near: Near) -> None:
    _all.append(near)


def leave(near: Near) -> None:
    _all.remove(near)


def tell(channel: str, payload: bytes, mark: bytes) -> None:
    for near in tuple(_all):
        near.tell(channel, payload, mark)
