"""Life of the live part of one process: it starts with the server and ends its streams the moment it is told to."""

import asyncio
import contextlib
import gc
import signal
import sys
import threading

from django.conf import settings

from . import buses, near, visitor, wire
from .hub import Hub
from .look import look_round
from .stream import Stream

# A thousand young objects take half a millisecond, and meanwhile every stream and every page waits. All of them together take a
# tenth of a second with ten thousand streams: that is as good as never done.
COLLECTED = (1_000, 5, 500_000)

# Seconds that a page which is being drawn keeps the interpreter when the loop has something to write.
TURN = 0.001


class LiveProcess:
    """An ASGI app that starts by itself with the first request, or earlier by ``start()``."""

    def __init__(self) -> None:
        self._stream: Stream | None = None
        self._look: asyncio.Task[None] | None = None

    async def __call__(self, scope, receive, send) -> None:
        if self._stream is None:
            await self.start()
        await self._stream(scope, receive, send)

    async def start(self) -> None:
        hub = Hub(buses.receiver(), wire.seal(settings.SECRET_KEY))
        self._stream = Stream(hub)
        await hub.start()
        hub.near = near.Near(asyncio.get_running_loop(), hub.hear_near)
        near.listen(hub.near)
        self._look = asyncio.create_task(look_round(hub))
        await asyncio.get_running_loop().run_in_executor(visitor.threads, visitor.beforehand)
        end_streams_on_signal(hub)
        # What exists now stays: with thousands of streams a full collection would stop the loop for a third of a second.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED)
        sys.setswitchinterval(TURN)

    async def stop(self) -> None:
        if self._stream:
            near.leave(self._stream.hub.near)
            self._look.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._look
            await self._stream.hub.stop()


def end_streams_on_signal(hub: Hub) -> None:
    """A server waits for open responses before it tells anybody that it stops; for a stream that is for ever."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def ended(number, frame, before=before):
            if not loop.is_closed():
                loop.call_soon_threadsafe(hub.end_all)
            if callable(before):
                before(number, frame)

        signal.signal(number, ended)
