"""Ring the bell: tell every open screen of a room what changed. The page stays the truth.

Both functions wait for the commit by themselves, so nothing leaves before it, and neither ever raises: a change that is
stored has happened, whether or not the bell rings. A screen that missed it finds out by its next heartbeat.
"""

import logging
import time

from django.conf import settings
from django.db import transaction

from . import wire
from .buses import listeners, sender

log = logging.getLogger(__name__)


def publish(*, room: str, version: int, patches: dict[str, str], mine: int = 0) -> None:
    """``room`` is "kind:id"; ``patches`` holds one HTML string per role, "" where that role sees nothing of it.

    A role that is left out is told to fetch its whole page. ``mine``: the person whose own cards changed, for their
    other devices.
    """
    _after_commit(room, wire.Change(version, {role: str(html) for role, html in patches.items()}, mine))


def is_followed(room: str) -> bool:
    """Whether anybody may be following ``room`` at this moment: what nobody would hear need not be drawn.

    Asked after the commit. Who comes in later reads at the door what is stored. False as well when the bus is away: then
    it carries nothing, and the screens find out by themselves.
    """
    if not settings.REDIS_URL:
        return True
    try:
        return listeners()(wire.seal(settings.SECRET_KEY).channel(room)) > 0
    except Exception as error:  # noqa: BLE001 - the act has been done
        log.warning("not known who follows %s: %s", room, type(error).__name__)
        return False


def kick(*, user_id: int, room: str = wire.EVERYBODY) -> None:
    """End this person's streams in ``room``, or in every room. Who still may follow comes back through the door."""
    _after_commit(room, wire.Kick(user_id))


def say(room: str, message: wire.Here) -> None:
    """At once: who is connected is no change that could be rolled back."""
    _ring(room, message)


def _after_commit(room: str, message: wire.Message) -> None:
    transaction.on_commit(lambda: _ring(room, message), robust=True)


def _ring(room: str, message: wire.Message) -> None:
    started = time.monotonic()
    try:
        seal = wire.seal(settings.SECRET_KEY)
        channel = seal.channel(room)
        sender()(channel, seal.close(channel, wire.encode(message)))
    except Exception as error:  # noqa: BLE001 - the act has been done; the bell may fail in any way
        # The error's own text may quote what was sent: its name is enough.
        log.warning("not rung: %s after %.0f ms: %s", room, (time.monotonic() - started) * 1000, type(error).__name__)
