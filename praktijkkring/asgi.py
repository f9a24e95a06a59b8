"""Pages and live streams, for an ASGI server: /live/ is answered here, every other address by Django in a few threads."""

import os

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")

from .live.process import LiveProcess
from .whole import Arrivals
from .wsgi import application as pages

PAGE_THREADS = 8
"""As many pages at the same time, and as many database connections for them: each thread keeps its own."""


class Application:
    def __init__(self) -> None:
        self._live = LiveProcess()
        self._arrivals = Arrivals()
        self._pages = WSGIMiddleware(pages, workers=PAGE_THREADS)

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http" and scope["path"].startswith("/live/"):
            await self._live(scope, receive, send)
        else:
            await self._pages(await self._arrivals.with_body(_as_pages_expect(scope), receive), receive, send)

    async def _lifespan(self, receive, send) -> None:
        await receive()
        await self._live.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._live.stop()
        await send({"type": "lifespan.shutdown.complete"})


def _as_pages_expect(scope):
    """Without what a WSGI environment cannot tell apart or hold: ``x_forwarded_for``, raw bytes in a query."""
    if scope["type"] != "http":
        return scope
    query = scope["query_string"]
    if not query.isascii():
        query = b"".join(b"%c" % byte if byte < 128 else b"%%%02X" % byte for byte in query)  # noqa: PLR2004 - ASCII
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    return {**scope, "headers": headers, "query_string": query}


application = Application()
