"""A stream that took its connection over from uvicorn: nothing of the request is left, and a change is one write.

Uvicorn reads the request, asks the door and writes the head of the answer. From then on it would only be in between: a
protocol, a parser, a task, the request's own headers (9 kB for each stream) and four calls for each delivery. It hands
WebSockets over in the same way. Under any other server, ``by_asgi`` is used.
"""

import asyncio
import functools
from typing import TYPE_CHECKING

from .subscription import Subscription

if TYPE_CHECKING:
    from .hub import Hub

# Bytes that wait in the process before we stop writing. What the kernel takes comes on top: see serve.py.
HIGH_WATER = 32_768
LAST_CHUNK = b"0\r\n\r\n"


@functools.lru_cache(maxsize=8)  # everybody in a room gets the same bytes
def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


class SocketSubscription(Subscription, asyncio.Protocol):
    """Stream and protocol of its connection in one: there may be very many."""

    __slots__ = ("_hub", "_transport")

    def __init__(self, *who, hub: "Hub", transport: asyncio.Transport, ends_at: float):
        super().__init__(*who, ends_at=ends_at)
        self._hub, self._transport = hub, transport

    def give(self, data: bytes) -> None:
        """In one call when nothing is in the way: this is what happens thousands of times a second."""
        if self.ended or self.paused:
            super().give(data)
        else:
            self._transport.write(chunk(data))

    def _write(self, data: bytes) -> None:
        self._transport.write(chunk(data))

    def _close(self, last_words: bytes) -> None:
        self._transport.write((chunk(last_words) if last_words else b"") + LAST_CHUNK)
        self._transport.close()

    def _abort(self) -> None:
        self._transport.abort()

    # What the transport says

    def pause_writing(self) -> None:
        self.paused = True

    def resume_writing(self) -> None:
        self.paused = False
        if not self.ended and (data := self._take_letters()):
            self._write(data)

    def data_received(self, data: bytes) -> None:
        """Nothing more is expected from a browser that listens."""

    def connection_lost(self, error: Exception | None) -> None:
        self.gone()
        self._hub.leave(self)


def transport_of(send) -> asyncio.Transport | None:
    """The connection behind this ``send`` when it is uvicorn's own and can be taken over, else None."""
    cycle = getattr(send, "__self__", None)
    if type(cycle).__module__ != "uvicorn.protocols.http.httptools_impl":
        return None
    return cycle.transport if cycle.scope["http_version"] == "1.1" else None


def take_over(transport: asyncio.Transport, one: SocketSubscription) -> bool:
    """From now on the connection is the stream's. False when it is gone already.

    Call it when the head of the answer has been sent. Uvicorn believes that the browser has left: it forgets the
    connection and ends its task in silence.
    """
    if transport.is_closing():
        return False
    transport.get_protocol().connection_lost(ConnectionAbortedError())
    transport.set_write_buffer_limits(high=HIGH_WATER)
    transport.set_protocol(one)
    if not transport.is_reading():
        transport.resume_reading()
    return True
