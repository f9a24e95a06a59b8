"""One open stream as the hub sees it: a way to send, and a small mailbox for when the other side does not read."""

import asyncio
from collections.abc import Awaitable, Callable
from types import CoroutineType
from typing import TYPE_CHECKING, Any

from . import wire
from .drive import drive

if TYPE_CHECKING:
    from .room import Room

# Bytes that wait for a browser that does not read. More than that, and it will fetch the whole instead.
MAILBOX = 32_768

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Subscription:
    """Follows one role of one room. Whoever calls ``give`` never waits and never gets an error."""

    __slots__ = ("_abort", "_busy", "_letters", "_send", "_size", "ended", "ends_at", "role", "room", "slot", "user_id")

    def __init__(self, room: "Room", role: str, user_id: int, *, send: Send, abort: Callable[[], None], ends_at: float):
        self.room, self.role, self.user_id = room, role, user_id
        self.ends_at = ends_at  # on the monotonic clock
        self.slot = 0
        self.ended = False
        self._send, self._abort = send, abort
        self._letters: list[bytes] = []
        self._size = 0
        self._busy: asyncio.Task[None] | None = None

    def give(self, data: bytes) -> None:
        """Send now, or keep it while an earlier one is still on its way."""
        if self.ended:
            return
        if self._busy:
            self._keep(data)
        else:
            self._start({"type": "http.response.body", "body": data, "more_body": True})

    def end(self, last_words: bytes = b"") -> None:
        """Nothing is sent after this, also not what was waiting. A browser that does not read is cut off."""
        if self.ended:
            return
        self.ended = True
        self._letters.clear()
        if not self._busy:
            self._start({"type": "http.response.body", "body": last_words, "more_body": False})
        if self._busy:
            self._busy.cancel()
            self._abort()

    @property
    def waiting(self) -> int:
        """Bytes in the mailbox."""
        return self._size

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > MAILBOX:
            data = wire.resync()
            self._letters.clear()
            self._size = len(data)
        self._letters.append(data)

    def _start(self, message: dict[str, Any]) -> None:
        try:
            sending = self._send(message)
            rest = drive(sending) if isinstance(sending, CoroutineType) else sending
        except Exception:  # noqa: BLE001 - the connection is gone, in whichever way this server says so
            self._gone()
        else:
            if rest:
                self._busy = asyncio.ensure_future(self._finish(rest))

    async def _finish(self, sending: Awaitable[None]) -> None:
        try:
            await sending
            while self._letters:
                data = b"".join(self._letters)
                self._letters.clear()
                self._size = 0
                await self._send({"type": "http.response.body", "body": data, "more_body": True})
        except Exception:  # noqa: BLE001 - as above
            self._gone()
        finally:
            self._busy = None

    def _gone(self) -> None:
        self.ended = True
        self._letters.clear()
        self._abort()
