"""A request whose sender went away halfway is not carried out: half a text would be stored as if it were the whole.

What a form sends is here before a page thread is taken for it, a file too, so that a phone in a tunnel holds none of them.
"""

import asyncio
import contextlib
import io
import logging

from django.core.exceptions import BadRequest

# Bytes. A form has less; a file may have as many as the proxy lets through (deploy/Caddyfile). More is not read at all.
SMALL = 65_536
LARGEST = 2_000_000
# Files that are on their way at the same time, each in memory; the next one waits.
FILES_AT_ONCE = 16
# Seconds for that; what is not there by then does not come.
LONGEST = 60
CAME = "praktijkkring.body"


class CutOff(BadRequest):
    """Fewer bytes came than were announced."""


class OneLine(logging.Filter):
    """A page that was left while it sent something is a line in the log, not a trace: it happens every day."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], CutOff):
            record.exc_info = None
        return True


class WholeBody:
    """``wsgi.input`` that raises CutOff where fewer bytes come than were announced.

    Django takes what came for the whole body: a form of which nothing arrived would empty every field.
    """

    def __init__(self, body, announced: int):
        self._body, self._awaited = body, announced
        self.readline = body.readline  # Django wants it to be there; pages and forms are read with ``read``

    def read(self, size: int = -1) -> bytes:
        asked = self._awaited if size < 0 else min(size, self._awaited)
        data = self._body.read(asked)
        self._awaited -= len(data)
        if len(data) < asked:
            raise CutOff("The connection was cut before the request was complete")
        return data


class Arrivals:
    """What people are sending at this moment, of one event loop."""

    def __init__(self) -> None:
        self._files = asyncio.Semaphore(FILES_AT_ONCE)

    async def with_body(self, scope, receive):
        """``scope`` with the bytes of the body, or as many as came before the sender went away."""
        lengths = [value for name, value in scope.get("headers", ()) if name == b"content-length"]
        announced = _announced(lengths[0].decode("latin-1")) if scope["type"] == "http" and len(lengths) == 1 else None
        if not announced:
            return scope
        if announced > LARGEST:
            return {**scope, CAME: b""}
        async with contextlib.nullcontext() if announced <= SMALL else self._files:
            return {**scope, CAME: await _all_of_it(receive)}


async def _all_of_it(receive) -> bytes:
    body, more = bytearray(), True
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
    return bytes(body)


def whole(pages):
    """A WSGI application that reads whole requests only."""

    def application(environ, start_response):
        announced = _announced(environ.get("CONTENT_LENGTH") or "")
        if announced is not None:
            came = environ.get("asgi.scope", {}).get(CAME)
            source = environ["wsgi.input"] if came is None else io.BytesIO(came)
            environ["wsgi.input"] = WholeBody(source, announced)
        return pages(environ, start_response)

    return application


def _announced(length: str) -> int | None:
    return int(length) if length.isascii() and length.isdigit() else None
