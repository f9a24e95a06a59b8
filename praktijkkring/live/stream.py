"""``GET /live/<kind>/<id>/?v=<version>``: a stream of what changes, for whoever the door lets in.

Raw ASGI, beside Django: no thread, no task, no database connection per stream. Everybody else gets 404 without a byte.
"""

import asyncio
import logging
import random
import re
import time
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db import Error
from django.http.request import split_domain_port, validate_host

from . import doors, limits, visitor
from .by_asgi import AsgiSubscription
from .by_socket import SocketSubscription, take_over, transport_of
from .hub import Full, Hub
from .room import Newcomer
from .subscription import Subscription

log = logging.getLogger(__name__)

ADDRESS = re.compile(r"/live/([a-z]{1,20})/([1-9][0-9]{0,17})/")
NOTHING_RUNS = b"default-src 'none'; frame-ancestors 'none'"
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", NOTHING_RUNS),
    (b"connection", b"close"),  # a connection that was a stream is nothing else afterwards
]


async def answer(send, status: int, body: bytes = b"", *headers: tuple[bytes, bytes]) -> None:
    """A short answer in one piece."""
    fixed = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"content-security-policy", NOTHING_RUNS),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*fixed, *headers]})
    await send({"type": "http.response.body", "body": body})


def from_our_own_pages(headers: dict[bytes, bytes]) -> bool:
    """Whether a page of this site asks: the cookie alone would also come with another site's request."""
    host = headers.get(b"host", b"").decode("latin-1")
    domain, _ = split_domain_port(host)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    if headers.get(b"sec-fetch-site", b"same-origin") != b"same-origin":
        return False
    origin = headers.get(b"origin", b"").decode("latin-1")
    return not origin or urlsplit(origin).netloc == host or origin == settings.PUBLIC_URL


def seen_version(scope, headers: dict[bytes, bytes]) -> int:
    """The version on the caller's screen: the last event they name, else what the page said. -1: unknown."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [""])[0]
    for text in (headers.get(b"last-event-id", b"").decode("latin-1"), asked):
        if text.isascii() and text.isdigit() and len(text) <= 18:  # noqa: PLR2004 - fits the database's bigint
            return int(text)
    return -1


def abort_by(send):
    """How to cut off this connection. Servers do not offer that; uvicorn's send happens to belong to who can."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    return transport.abort if transport else lambda: None


class Stream:
    """The ASGI app for everything under /live/."""

    def __init__(self, hub: Hub):
        self.hub = hub

    async def __call__(self, scope, receive, send) -> None:
        if scope["path"] == "/live/time":
            # The same clock as the end moments in the database, to the millisecond.
            await answer(send, 200, str(round(time.time() * 1000)).encode())
            return
        try:
            joined = await self._let_in(scope, send)
        except (Full, Error) as error:
            log.warning("not let in: %s", type(error).__name__)
            await answer(send, 503, b"", (b"retry-after", str(limits.RETRY_AFTER).encode()))
            return
        if joined is None:
            await answer(send, 404)
            return
        if isinstance(joined, SocketSubscription):
            return  # the stream goes on without us
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            joined.gone()
            self.hub.leave(joined)

    async def _let_in(self, scope, send) -> Subscription | None:
        """None for whoever has no business there. Raises Full, or a database error, before anything is sent."""
        headers = dict(scope["headers"])
        key = visitor.session_key(headers.get(b"cookie", b"").decode("latin-1"))
        address = ADDRESS.fullmatch(scope["path"])
        if scope["method"] != "GET" or not address or not key or not from_our_own_pages(headers):
            return None
        kind, number = address[1], int(address[2])
        if doors.kind(kind) is None:
            return None
        return await self._join(kind, number, key, seen_version(scope, headers), send)

    async def _join(self, kind: str, number: int, key: str, seen: int, send) -> Subscription | None:
        newcomer = await self.hub.enter(f"{kind}:{number}")
        try:
            loop = asyncio.get_running_loop()
            allowed = await loop.run_in_executor(visitor.threads, visitor.admission, key, kind, number)
            if allowed is None:
                return None
            user_id, admission = allowed
            self.hub.check(user_id)
            await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
            one = self._open(newcomer, admission.role, user_id, send)
            if not one.ended:
                self.hub.admit(newcomer, one, admission.version, seen)
                if admission.present and not one.ended:
                    self.hub.presence.came(one, awaits=admission.awaits)
            return one
        finally:
            self.hub.leave(newcomer)

    def _open(self, newcomer: Newcomer, role: str, user_id: int, send) -> Subscription:
        """The stream itself; its connection is taken over from the server where that is possible."""
        ends_at = time.monotonic() + limits.LONGEST_STREAM * random.uniform(0.7, 1)  # noqa: S311 - spreads them
        who = (newcomer.room, role, user_id)
        transport = transport_of(send)
        if transport is None:
            return AsgiSubscription(*who, send=send, abort=abort_by(send), ends_at=ends_at)
        one = SocketSubscription(*who, hub=self.hub, transport=transport, ends_at=ends_at)
        if not take_over(transport, one):
            one.gone()
        return one
