"""Whose last stream in a room has ended: told after a gentle wait, so that a reload or a tunnel is nobody's absence.

Only for who the door watches (``Admission.watch``): of ten thousand streams a few. Everything but the telling runs on
the event loop, without waiting.
"""

import asyncio
import logging
from collections import Counter

from django.db import close_old_connections

from . import doors, limits, visitor
from .subscription import Subscription

log = logging.getLogger(__name__)


class Presence:
    def __init__(self) -> None:
        self._watched: set[Subscription] = set()
        self._streams: Counter[tuple[str, int]] = Counter()
        self._waiting: dict[tuple[str, int], asyncio.TimerHandle] = {}

    def came(self, one: Subscription) -> None:
        who = (one.room.name, one.user_id)
        self._watched.add(one)
        self._streams[who] += 1
        if who in self._waiting:
            self._waiting.pop(who).cancel()

    def went(self, one: Subscription) -> None:
        """Safe for a stream that is not watched, and to call twice."""
        if one not in self._watched:
            return
        who = (one.room.name, one.user_id)
        self._watched.discard(one)
        self._streams[who] -= 1
        if not self._streams[who]:
            del self._streams[who]
            self._waiting[who] = asyncio.get_running_loop().call_later(limits.ABSENT_AFTER, self._tell, who)

    def stop(self) -> None:
        """The process ends: who was here is not away because of that."""
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()

    def _tell(self, who: tuple[str, int]) -> None:
        self._waiting.pop(who, None)
        asyncio.get_running_loop().run_in_executor(visitor.threads, tell_gone, *who)


def tell_gone(room: str, user_id: int) -> None:
    """Ask the app that owns the room to do what it does about it. Never raises."""
    kind, _colon, number = room.partition(":")
    close_old_connections()
    try:
        doors.kind(kind).gone(int(number), user_id)
    except Exception as error:  # noqa: BLE001 - a stream that ended must not trouble the others
        log.warning("absence not told: %s: %s", room, type(error).__name__)
    finally:
        close_old_connections()
