"""A server with rooms that exist for these tests only: two tables, a door that reads them, and the real product.

LIVE_TEST sets short times, and plants one fault at a time so that the tests can show that they see it.
"""

import asyncio
import json
import os

from praktijkkring.asgi import application
from praktijkkring.live import doors, limits

__all__ = ["application", "with_test_page"]

PLAN = json.loads(os.environ.get("LIVE_TEST", "{}"))
for name, value in PLAN.get("limits", {}).items():
    setattr(limits, name, value)


def door(user, number):
    from django.db import connection  # noqa: PLC0415 - after the set-up
    from django.http import Http404  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.role, r.version FROM live_seat s JOIN live_room r ON r.id = s.room"
            " WHERE s.room = %s AND s.user_id = %s",
            [number, user.pk],
        )
        row = cursor.fetchone()
        if PLAN.get("door_waits"):  # until the test lets go of this lock
            cursor.execute("SELECT pg_advisory_lock_shared(77), pg_advisory_unlock_shared(77)")
    if row is None:
        raise Http404
    return doors.Admission(*row)


def versions(numbers):
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, version FROM live_room WHERE id = ANY(%s)", [numbers])
        return dict(cursor.fetchall())


doors.register("room", door, None if PLAN.get("no_versions") else versions)


# --- a page to follow a room with, for the tests in a browser --------------------------------------------------------

PAGE = b"""<!doctype html><html lang="en"><title>Room</title><h1 id="version">1</h1><div id="text">-</div>
<script type="module" src="/test/page.js"></script></html>"""
SCRIPT = b"""
import { follow } from "/static/js/live/stream.js";
import { serverClock } from "/static/js/live/clock.js";
const log = (window.log = []);
const show = (id, text) => { document.getElementById(id).textContent = text; };
window.clock = serverClock();
window.stream = follow({
  url: "/live/room/1/",
  version: 1,
  onPatch(html, version) { log.push(`patch ${version}`); show("text", html); show("version", version); },
  async onResync() {
    const response = await fetch("/test/room/1");
    const { version, text } = await response.json();
    log.push(`whole ${version}`);
    show("text", text);
    show("version", version);
    return version;
  },
  onState(state) { log.push(state); },
});
"""
POLICY = b"default-src 'none'; script-src 'self'; connect-src 'self'"


async def with_test_page(scope, receive, send):
    path = scope.get("path", "")
    if not path.startswith("/test/"):
        await application(scope, receive, send)
        return
    if path == "/test/room/1":
        stored = await asyncio.to_thread(versions, [1])
        kind, body = b"application/json", json.dumps({"version": stored[1], "text": f"all of {stored[1]}"}).encode()
    else:
        kind, body = (b"text/javascript", SCRIPT) if path.endswith(".js") else (b"text/html", PAGE)
    headers = [(b"content-type", kind), (b"content-security-policy", POLICY), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
