"""Whether each part of the product is well, as ``{"ok": …}``. No secrets in it."""

import contextlib
import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from .models import Heartbeat

# Older than this many seconds means that it is dead or stuck.
OLDEST = {"worker": 45, "beat": 90}


def database() -> dict:
    began = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        with contextlib.suppress(DatabaseError):
            connection.close()
        return {"ok": False}
    return {"ok": True, "ms": round((time.perf_counter() - began) * 1000, 1)}


def bus() -> dict:
    """The live bus: Redis when there is one, else PostgreSQL itself."""
    if not settings.REDIS_URL:
        return {"ok": database()["ok"], "kind": "postgresql"}
    from .redis_answers import redis_answers  # noqa: PLC0415 - its client takes an eighth of a second to load

    return {"ok": redis_answers(settings.REDIS_URL), "kind": "redis"}


def pulse_of(name: str) -> dict:
    """``age`` is in seconds, null when it was never heard of."""
    try:
        last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    except DatabaseError:
        return {"ok": False, "age": None}
    age = None if last is None else round((timezone.now() - last).total_seconds(), 1)
    return {"ok": age is not None and age <= OLDEST[name], "age": age}


PARTS = {
    "database": database,
    "bus": bus,
    "worker": lambda: pulse_of("worker"),
    "beat": lambda: pulse_of("beat"),
}
