"""Which bus carries the messages: Redis when there is one, else PostgreSQL itself."""

from collections.abc import Callable

from django.conf import settings

from . import bus_postgres, bus_redis
from .bus import Bus


def sender() -> Callable[[str, bytes], None]:
    """``send(channel, envelope)``, which raises when it fails, within half a second."""
    return bus_redis.send if settings.REDIS_URL else bus_postgres.send


def receiver() -> Bus:
    return bus_redis.RedisBus(settings.REDIS_URL) if settings.REDIS_URL else bus_postgres.PostgresBus()
