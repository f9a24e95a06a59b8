"""A request whose sender went away halfway is not carried out: half a text would be stored as if it were the whole."""

import logging

from django.core.exceptions import BadRequest


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


def whole(pages):
    """A WSGI application that reads whole requests only."""

    def application(environ, start_response):
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isascii() and length.isdigit():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return pages(environ, start_response)

    return application
