"""Which bus carries the messages: Redis when there is one, else PostgreSQL itself.

Each is loaded only where it is used: the client of Redis takes an eighth of a second of every start.
"""
# ruff: noqa: PLC0415

import functools
from collections.abc import Callable

from django.conf import settings

from .bus import Bus


def sender() -> Callable[..., bool]:
    """``send(channel, envelope, asking=channel)``, which raises when it fails, within half a second.

    It says whether any process may listen to ``asking``. Only over Redis is that known.
    """
    return _sender(over_redis=bool(settings.REDIS_URL))


@functools.cache
def _sender(*, over_redis: bool) -> Callable[..., bool]:
    if over_redis:
        from .bus_redis_send import send
    else:
        from .bus_postgres import send
    return send


def receiver() -> Bus:
    if settings.REDIS_URL:
        from .bus_redis import RedisBus

        return RedisBus(settings.REDIS_URL)
    from .bus_postgres import PostgresBus

    return PostgresBus()
