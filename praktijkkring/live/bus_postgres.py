"""The bell over PostgreSQL's LISTEN and NOTIFY: for one machine without Redis.

All rooms share one channel of the database. A notification holds less than 8000 bytes, so a big envelope travels in
pieces; the pieces of one statement arrive together and in order.
"""

import asyncio
import base64
import contextlib
import itertools
import logging
import os
import random
from collections.abc import Callable, Iterator

import psycopg2
from django.db import connection

log = logging.getLogger(__name__)

NAME = "praktijkkring_live"
PIECE = 7_400
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0
_numbers = itertools.count()


def pieces(channel: str, envelope: bytes) -> Iterator[str]:
    """Payloads of the form "channel sender nth/count text", each short enough for one notification."""
    text = base64.b64encode(envelope).decode()
    parts = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    sender = f"{os.getpid():x}.{next(_numbers):x}"
    for nth, part in enumerate(parts, 1):
        yield f"{channel} {sender} {nth}/{len(parts)} {part}"


def send(channel: str, envelope: bytes, *, asking: str = "") -> bool:
    """Notify on this thread's own connection, which is in autocommit by now: one statement, whatever the size.

    Who listens to ``asking`` is not known here: it is as if somebody does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, piece) FROM unnest(%s) piece", [NAME, list(pieces(channel, envelope))])
    return bool(asking)


class Puzzle:
    """Puts pieces together again. What misses a piece is dropped as soon as another message begins to arrive."""

    def __init__(self) -> None:
        self._sender = ""
        self._parts: list[str] = []

    def add(self, payload: str) -> tuple[str, bytes] | None:
        """The channel and the envelope when ``payload`` completes one. Raises ValueError for what is not ours."""
        channel, sender, place, part = payload.split(" ", 3)
        nth, count = map(int, place.split("/"))
        if nth == 1:
            self._sender, self._parts = sender, []
        if sender != self._sender or nth != len(self._parts) + 1:
            raise ValueError("a piece is missing")
        self._parts.append(part)
        if nth < count:
            return None
        envelope = base64.b64decode("".join(self._parts))
        self._parts = []
        return channel, envelope


class PostgresBus:
    """One connection for the process that does nothing but listen."""

    def __init__(self) -> None:
        self._wanted: set[str] = set()
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
        """The process listens to all rooms from the start: nothing has to be asked."""
        self._wanted.add(channel)
        return self.up

    def unsubscribe(self, channel: str) -> None:
        self._wanted.discard(channel)

    async def _stay_connected(self) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                listener = await asyncio.to_thread(_listening_connection)
                wait = FIRST_WAIT
                self.up = True
                self._on_gap()
                await self._listen(listener)
            except psycopg2.Error as error:
                log.warning("bus lost: %s", type(error).__name__)
            finally:
                self.up = False
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - spreads the processes, guards nothing
            wait = min(wait * 2, LONGEST_WAIT)

    async def _listen(self, listener: "psycopg2.extensions.connection") -> None:
        """Until the connection breaks, which raises."""
        loop = asyncio.get_running_loop()
        broken: asyncio.Future[None] = loop.create_future()
        puzzle = Puzzle()

        def readable() -> None:
            try:
                listener.poll()
            except psycopg2.Error as error:
                loop.remove_reader(socket)
                if not broken.done():
                    broken.set_exception(error)
                return
            self._take(listener.notifies, puzzle)

        socket = listener.fileno()
        loop.add_reader(socket, readable)
        try:
            readable()
            await broken
        finally:
            loop.remove_reader(socket)
            listener.close()

    def _take(self, notifies: list, puzzle: Puzzle) -> None:
        while notifies:
            try:
                whole = puzzle.add(notifies.pop(0).payload)
            except ValueError:
                # Somebody on the way into the stream of pieces, or not one of ours: all must look for themselves.
                self._on_gap()
                continue
            if whole and whole[0] in self._wanted:
                self._on_message(*whole)


def _listening_connection() -> "psycopg2.extensions.connection":
    """Blocking; runs in a thread. As Django connects, without its wrapping."""
    parameters = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name not in {"cursor_factory", "context"}
    }
    listener = psycopg2.connect(
        **parameters | {"application_name": "praktijkkring live", "connect_timeout": 2, "keepalives_idle": 5}
    )
    listener.autocommit = True
    with listener.cursor() as cursor:
        cursor.execute(f"LISTEN {NAME}")
    return listener
