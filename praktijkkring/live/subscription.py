"""One open stream as the hub sees it: a way to send, and a small mailbox for when the other side does not read."""

from typing import TYPE_CHECKING

from . import wire

if TYPE_CHECKING:
    from .room import Room

# Bytes that wait for a browser that does not read. More than that, and it will fetch the whole instead.
MAILBOX = 32_768


class Subscription:
    """Follows one role of one room. Whoever calls ``give`` never waits and never gets an error.

    How it is sent is the business of who inherits: ``_write``, ``_close`` and ``_abort``.
    """

    __slots__ = ("_letters", "_size", "ended", "ends_at", "paused", "role", "room", "slot", "user_id")

    def __init__(self, room: "Room", role: str, user_id: int, *, ends_at: float):
        self.room, self.role, self.user_id = room, role, user_id
        self.ends_at = ends_at  # on the monotonic clock
        self.slot = 0
        self.ended = False
        self.paused = False
        self._letters: list[bytes] | None = None
        self._size = 0

    def give(self, data: bytes) -> None:
        """Send now, or keep it while an earlier one is still on its way."""
        if self.ended:
            return
        if self.paused:
            self._keep(data)
        else:
            self._write(data)

    def end(self, last_words: bytes = b"") -> None:
        """Nothing is sent after this, also not what was waiting. A browser that does not read is cut off."""
        if self.ended:
            return
        self.ended = True
        self._letters = None
        if self.paused:
            self._abort()
        else:
            self._close(last_words)

    def gone(self) -> None:
        """The other side is not there any more."""
        self.ended = True
        self._letters = None

    @property
    def waiting(self) -> int:
        """Bytes in the mailbox."""
        return self._size

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._letters is None or self._size > MAILBOX:
            if self._size > MAILBOX:
                data = wire.resync()
                self._size = len(data)
            self._letters = []
        self._letters.append(data)

    def _take_letters(self) -> bytes:
        """What waited, in one piece."""
        data = b"".join(self._letters or ())
        self._letters, self._size = None, 0
        return data

    def _write(self, data: bytes) -> None:
        raise NotImplementedError

    def _close(self, last_words: bytes) -> None:
        """Send ``last_words`` and end the answer."""
        raise NotImplementedError

    def _abort(self) -> None:
        """Cut the connection, with whatever is still on its way."""
        raise NotImplementedError
