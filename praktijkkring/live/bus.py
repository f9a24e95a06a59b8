"""What the hub expects of a bus."""

from collections.abc import Callable
from typing import Protocol


class Bus(Protocol):
    """The receiving end in one process. It connects again by itself, for ever."""

    up: bool

    async def start(self, on_message: Callable[[str, bytes], None], on_gap: Callable[[], None]) -> None:
        """From now on ``on_message(channel, envelope)``, and ``on_gap()`` whenever messages may have been missed."""

    async def subscribe(self, channel: str) -> bool:
        """True once the bus has acknowledged it; False when the bus is away (``on_gap`` follows when it is back)."""

    def unsubscribe(self, channel: str) -> None: ...

    async def stop(self) -> None: ...
