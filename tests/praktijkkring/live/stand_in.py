"""A server with rooms that exist for these tests only: two tables, a door that reads them, and the real product.

LIVE_TEST sets short times, and plants one fault at a time so that the tests can show that they see it.
"""

import json
import os
import time

from praktijkkring.asgi import application
from praktijkkring.live import doors, limits

__all__ = ["application"]

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
    time.sleep(PLAN.get("slow_door", 0))
    if row is None:
        raise Http404
    return doors.Admission(*row)


def versions(numbers):
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, version FROM live_room WHERE id = ANY(%s)", [numbers])
        return dict(cursor.fetchall())


doors.register("room", door, None if PLAN.get("no_versions") else versions)
