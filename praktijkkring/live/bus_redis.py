"""The bell over Redis, the end that hears: for one event loop. The other end is ``bus_redis_send``.

Pub/sub forgets whom it could not reach. Whoever lost the connection is therefore told so (``on_gap``).
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable

import hiredis
from redis.connection import parse_url

log = logging.getLogger(__name__)

# Seconds.
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0
PING_EVERY = 5.0


class Line(asyncio.Protocol):
    """One connection to Redis. The loop itself hands over what came: a stream's reader takes two more turns of it."""

    def __init__(self, take: Callable[[object], None]):
        self._take = take
        self._parser = hiredis.Reader()
        self.heard_something = True
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        """The name of what ended it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard_something = True
        self._parser.feed(data)
        try:
            while (answer := self._parser.gets()) is not False:
                self._take(answer)
        except hiredis.HiredisError as error:
            self.connection_lost(error)
            self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(type(error or EOFError()).__name__)

    def command(self, *words: str) -> None:
        self.transport.write(hiredis.pack_command(words))


class RedisBus:
    """One connection for every room of the process. Speaks the protocol itself: that is all it needs of it."""

    def __init__(self, url: str):
        self._where = parse_url(url)
        self._tls = url.startswith("rediss://")
        self._wanted: set[str] = set()
        self._waiting: dict[str, list[asyncio.Future[bool]]] = {}
        self._line: Line | None = None
        self._task: asyncio.Task[None] | None = None
        self.up = False

    async def start(self, on_message: Callable[[str, bytes], None], on_gap: Callable[[], None]) -> None:
        self._on_message, self._on_gap = on_message, on_gap
        self._task = asyncio.create_task(self._stay_connected())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def subscribe(self, channel: str) -> bool:
        self._wanted.add(channel)
        if not self._line:
            return False
        heard: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(channel, []).append(heard)
        self._line.command("SUBSCRIBE", channel)
        return await heard

    def unsubscribe(self, channel: str) -> None:
        self._wanted.discard(channel)
        if self._line:
            self._line.command("UNSUBSCRIBE", channel)

    async def _stay_connected(self) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                self._line = line = await self._connected()
                wait = FIRST_WAIT
                self._begin(line)
                why = await self._until_lost(line)
            except (OSError, TimeoutError) as error:
                why = type(error).__name__
            finally:
                self._lost()
            log.warning("bus lost: %s", why)
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - spreads the processes, guards nothing
            wait = min(wait * 2, LONGEST_WAIT)

    async def _connected(self) -> Line:
        loop, where = asyncio.get_running_loop(), self._where
        async with asyncio.timeout(1):
            if path := where.get("path"):
                _, line = await loop.create_unix_connection(lambda: Line(self._take), path)
            else:
                host, port = where.get("host", "localhost"), where.get("port", 6379)
                _, line = await loop.create_connection(lambda: Line(self._take), host, port, ssl=self._tls or None)
        return line

    def _begin(self, line: Line) -> None:
        if password := self._where.get("password"):
            line.command("AUTH", *filter(None, [self._where.get("username"), password]))
        if self._wanted:
            line.command("SUBSCRIBE", *self._wanted)
        # Answers come in order: the answer to this one says that all of the above was heard.
        line.command("PING")

    async def _until_lost(self, line: Line) -> str:
        watch = asyncio.create_task(self._hang_up_when_silent(line))
        try:
            return await line.ended
        finally:
            watch.cancel()

    async def _hang_up_when_silent(self, line: Line) -> None:
        while line.heard_something:
            line.heard_something = False
            line.command("PING")
            await asyncio.sleep(PING_EVERY)
        line.transport.abort()

    def _take(self, answer: object) -> None:
        if isinstance(answer, list) and answer[0] == b"message":  # by far the most
            self._on_message(answer[1].decode(), answer[2])
            return
        if isinstance(answer, hiredis.ReplyError):
            raise answer
        # OK to AUTH, and PONG while nothing is subscribed, are no lists.
        kind = answer[0] if isinstance(answer, list) else answer
        if kind == b"subscribe":
            self._acknowledge(answer[1].decode(), heard=True)
        elif kind in {b"pong", b"PONG"} and not self.up:
            self.up = True
            self._on_gap()

    def _acknowledge(self, channel: str, *, heard: bool) -> None:
        for future in self._waiting.pop(channel, ()):
            if not future.done():
                future.set_result(heard)

    def _lost(self) -> None:
        self.up = False
        if self._line:
            self._line.transport.close()
            self._line = None
        for channel in list(self._waiting):
            self._acknowledge(channel, heard=False)
