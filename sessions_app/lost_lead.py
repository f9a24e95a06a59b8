"""Who must know at once that somebody no longer leads a meeting, such as its open live room."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from .models import Meeting

_listeners: list[Callable[[Meeting, int], None]] = []


def register(listener: Callable[[Meeting, int], None]) -> None:
    """``listener(meeting, user_id)`` is called after the commit; it may not fail the act."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(meeting: Meeting, user_id: int) -> None:
    for listener in _listeners:
        transaction.on_commit(partial(listener, meeting, user_id), robust=True)
