"""A request whose sender went away halfway is not carried out: half a text would be stored as if it were the whole.

What a form sends is here before a page thread is taken for it, so that a phone in a tunnel holds none of them.
"""

import asyncio
import contextlib
import io
import logging

from django.core.exceptions import BadRequest

# Bytes. A form has less; a file is read by its page, piece by piece.
SMALL = 65_536
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


async def with_small_body(scope, receive):
    """``scope`` with the bytes of a small body, or as many as came before the sender went away."""
    lengths = [value for name, value in scope.get("headers", ()) if name == b"content-length"]
    announced = _announced(lengths[0].decode("latin-1")) if scope["type"] == "http" and len(lengths) == 1 else None
    if not announced or announced > SMALL:
        return scope
    body, more = bytearray(), True
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
    return {**scope, CAME: bytes(body)}


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
