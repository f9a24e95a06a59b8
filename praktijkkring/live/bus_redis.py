"""The bell over Redis: a publisher for threads, a receiver for one event loop.

Pub/sub forgets whom it could not reach. Whoever lost the connection is therefore told so (``on_gap``).
"""

import asyncio
import contextlib
import functools
import logging
import os
import random
from collections.abc import Callable

import hiredis
import redis
from redis.backoff import NoBackoff
from redis.connection import parse_url
from redis.retry import Retry

log = logging.getLogger(__name__)

# Seconds. A dead Redis may cost an act this much and no more.
PATIENCE = 0.2
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0
PING_EVERY = 5.0


# Connections that nobody uses at this moment, by address; the last one given back is taken first. A client with its pool costs
# three times as much for each message.
_free: dict[str, list[redis.Connection]] = {}
os.register_at_fork(after_in_child=_free.clear)


@functools.lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        # redis-py by itself tries for four seconds.
        retry=Retry(NoBackoff(), 0),
    )


def send(channel: str, envelope: bytes, *, asking: str = "", url: str = "") -> bool:
    """Publish; whether any process listens to the channel ``asking``, which is asked in the same message.

    A connection that died while it was idle is replaced at once; anything else raises.
    """
    commands = [hiredis.pack_command(("PUBLISH", channel, envelope))]
    if asking:
        commands.append(hiredis.pack_command(("PUBSUB", "NUMSUB", asking)))
    *_heard, last = _tell(url, commands)
    return bool(asking) and last[1] > 0


def _tell(url: str, commands: list[bytes]) -> list:
    if not url:
        from django.conf import settings  # noqa: PLC0415 - the receiver in this module needs no Django

        url = settings.REDIS_URL
    try:
        if line := _taken(url):
            return _ask(url, line, commands)
    except redis.TimeoutError:
        raise
    except redis.ConnectionError:
        _free.pop(url, None)  # the others are of the same age
    return _ask(url, _client(url).connection_pool.make_connection(), commands)


def _taken(url: str) -> redis.Connection | None:
    try:
        return _free[url].pop()
    except LookupError:
        return None


def _ask(url: str, line: redis.Connection, commands: list[bytes]) -> list:
    """A line on which anything went wrong is not used again: a late answer would belong to another question."""
    try:
        line.send_packed_command([b"".join(commands)])
        answers = [line.read_response() for _command in commands]
    except BaseException:
        line.disconnect()
        raise
    _free.setdefault(url, []).append(line)
    return answers


class RedisBus:
    """One connection for every room of the process. Speaks the protocol itself: that is all it needs of it."""

    def __init__(self, url: str):
        self._where = parse_url(url)
        self._tls = url.startswith("rediss://")
        self._wanted: set[str] = set()
        self._waiting: dict[str, list[asyncio.Future[bool]]] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._task: asyncio.Task[None] | None = None
        self._heard_something = True
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
        if not self._writer:
            return False
        heard: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(channel, []).append(heard)
        self._command("SUBSCRIBE", channel)
        return await heard

    def unsubscribe(self, channel: str) -> None:
        self._wanted.discard(channel)
        self._command("UNSUBSCRIBE", channel)

    def _command(self, *words: str) -> None:
        if self._writer:
            self._writer.write(hiredis.pack_command(words))

    async def _stay_connected(self) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                reader = await self._connect()
                wait = FIRST_WAIT
                await self._listen(reader)
            except (OSError, EOFError, TimeoutError, hiredis.HiredisError) as error:
                log.warning("bus lost: %s", type(error).__name__)
            finally:
                self._lost()
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - spreads the processes, guards nothing
            wait = min(wait * 2, LONGEST_WAIT)

    async def _connect(self) -> asyncio.StreamReader:
        async with asyncio.timeout(1):
            if path := self._where.get("path"):
                reader, self._writer = await asyncio.open_unix_connection(path)
            else:
                reader, self._writer = await asyncio.open_connection(
                    self._where.get("host", "localhost"), self._where.get("port", 6379), ssl=self._tls or None
                )
        if password := self._where.get("password"):
            self._command("AUTH", *filter(None, [self._where.get("username"), password]))
        if self._wanted:
            self._command("SUBSCRIBE", *self._wanted)
        # Answers come in order: the answer to this one says that all of the above was heard.
        self._command("PING")
        return reader

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        parser = hiredis.Reader()
        watch = asyncio.create_task(self._hang_up_when_silent())
        try:
            while data := await reader.read(65536):
                self._heard_something = True
                parser.feed(data)
                while (answer := parser.gets()) is not False:
                    self._take(answer)
            raise EOFError
        finally:
            watch.cancel()

    async def _hang_up_when_silent(self) -> None:
        while self._heard_something and self._writer:
            self._heard_something = False
            self._command("PING")
            await asyncio.sleep(PING_EVERY)
        self._heard_something = True
        if self._writer:
            self._writer.transport.abort()

    def _take(self, answer: object) -> None:
        if isinstance(answer, hiredis.ReplyError):
            raise answer
        if not isinstance(answer, list):  # OK to AUTH, and PONG while nothing is subscribed
            kind, channel = answer, ""
        else:
            kind, channel = answer[0], answer[1].decode()
        if kind == b"message":
            self._on_message(channel, answer[2])
        elif kind == b"subscribe":
            self._acknowledge(channel, heard=True)
        elif kind in {b"pong", b"PONG"} and not self.up:
            self.up = True
            self._on_gap()

    def _acknowledge(self, channel: str, *, heard: bool) -> None:
        for future in self._waiting.pop(channel, ()):
            if not future.done():
                future.set_result(heard)

    def _lost(self) -> None:
        self.up = False
        if self._writer:
            self._writer.close()
            self._writer = None
        for channel in list(self._waiting):
            self._acknowledge(channel, heard=False)
