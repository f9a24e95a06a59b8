"""Ring the bell: tell every open screen of a room what changed. The page stays the truth.

Both functions wait for the commit by themselves, so nothing leaves before it, and neither ever raises: a change that is
stored has happened, whether or not the bell rings. A screen that missed it finds out by its next heartbeat.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from . import near, wire
from .buses import sender

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Besides:
    """Another room of the same change, drawn only when somebody may be following it: what nobody would hear need not be.

    Who comes in later reads at the door what is stored.
    """

    room: str
    draw: Callable[[], dict[str, str]]


def publish(*, room: str, version: int, patches: dict[str, str], mine: int = 0, besides: Besides | None = None) -> None:
    """``room`` is "kind:id"; ``patches`` holds one HTML string per role, "" where that role sees nothing of it.

    A role that is left out is told to fetch its whole page. ``mine``: the person whose own cards changed, for their
    other devices. ``besides`` comes after it. While the bus is away it carries nothing, and the screens find out by
    themselves.
    """
    _after_commit(room, _change(version, patches, mine), besides)


def _change(version: int, patches: dict[str, str], mine: int) -> wire.Change:
    return wire.Change(version, {role: str(html) for role, html in patches.items()}, mine)


def kick(*, user_id: int, room: str = wire.EVERYBODY) -> None:
    """End this person's streams in ``room``, or in every room. Who still may follow comes back through the door."""
    _after_commit(room, wire.Kick(user_id))


def say(room: str, message: wire.Here) -> None:
    """At once: who is connected is no change that could be rolled back."""
    _ring(room, message)


def _after_commit(room: str, message: wire.Message, besides: Besides | None = None) -> None:
    transaction.on_commit(lambda: _both(room, message, besides), robust=True)


def _both(room: str, message: wire.Message, besides: Besides | None) -> None:
    followed = _ring(room, message, asking=besides.room if besides else "")
    if followed:
        _ring(besides.room, _change(message.version, besides.draw(), message.mine))


def _ring(room: str, message: wire.Message, *, asking: str = "") -> bool:
    """Whether anybody may follow the room ``asking``."""
    started = time.monotonic()
    try:
        seal = wire.seal(settings.SECRET_KEY)
        channel, payload = seal.channel(room), wire.encode(message)
        envelope = seal.close(channel, payload)
        near.tell(channel, payload, wire.mark_of(envelope))
        return sender()(channel, envelope, asking=asking and seal.channel(asking))
    except Exception as error:  # noqa: BLE001 - the act has been done; the bell may fail in any way
        # The error's own text may quote what was sent: its name is enough.
        log.warning("not rung: %s after %.0f ms: %s", room, (time.monotonic() - started) * 1000, type(error).__name__)
        return False
