"""A stream through the ``send`` of any ASGI server: what works everywhere."""

import asyncio
from collections.abc import Awaitable, Callable
from types import CoroutineType
from typing import Any

from .drive import drive
from .subscription import Subscription

Send = Callable[[dict[str, Any]], Awaitable[None]]


class AsgiSubscription(Subscription):
    """``abort`` cuts the connection, where the server offers that."""

    __slots__ = ("_busy", "_cut", "_send")

    def __init__(self, *who, send: Send, abort: Callable[[], None], ends_at: float):
        super().__init__(*who, ends_at=ends_at)
        self._send, self._cut = send, abort
        self._busy: asyncio.Task[None] | None = None

    def _write(self, data: bytes) -> None:
        self._start({"type": "http.response.body", "body": data, "more_body": True})

    def _close(self, last_words: bytes) -> None:
        self._start({"type": "http.response.body", "body": last_words, "more_body": False})
        if self.paused:
            self._abort()

    def _abort(self) -> None:
        if self._busy:
            self._busy.cancel()
        self._cut()

    def _start(self, message: dict[str, Any]) -> None:
        try:
            sending = self._send(message)
            rest = drive(sending) if isinstance(sending, CoroutineType) else sending
        except Exception:  # noqa: BLE001 - the connection is gone, in whichever way this server says so
            self.gone()
            self._cut()
        else:
            if rest:
                self.paused = True
                self._busy = asyncio.ensure_future(self._finish(rest))

    async def _finish(self, sending: Awaitable[None]) -> None:
        try:
            await sending
            while data := self._take_letters():
                await self._send({"type": "http.response.body", "body": data, "more_body": True})
        except Exception:  # noqa: BLE001 - as above
            self.gone()
            self._cut()
        finally:
            self._busy, self.paused = None, False
