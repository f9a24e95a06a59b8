"""Who must know at once that somebody may no longer read along, such as an open live room, or takes part from now."""

import datetime
from collections.abc import Callable
from functools import partial

from django.db import transaction

from .models import Membership, Pause

_listeners: list[Callable[[Membership], None]] = []
_steps: list[Callable[[Membership], None]] = []
_arrivals: list[Callable[[Membership], None]] = []
_breaks: list[Callable[[Pause], None]] = []
_returns: list[Callable[[Membership, datetime.date, datetime.date], None]] = []


def register(listener: Callable[[Membership], None]) -> None:
    """``listener(membership)`` is called after the commit that took somebody's access; it may not fail the act."""
    if listener not in _listeners:
        _listeners.append(listener)


def within(step: Callable[[Membership], None]) -> None:
    """``step(membership)`` is part of the act itself, in its transaction: what the person gives up with the seat."""
    if step not in _steps:
        _steps.append(step)


def while_away(step: Callable[[Pause], None]) -> None:
    """``step(pause)`` is part of pausing, in its transaction: what the person was to do in those days."""
    if step not in _breaks:
        _breaks.append(step)


def when_back(step: Callable[[Membership, datetime.date, datetime.date], None]) -> None:
    """``step(membership, first, last)`` is part of ending a pause early: they take part on those days after all."""
    if step not in _returns:
        _returns.append(step)


def on_arrival(step: Callable[[Membership], None]) -> None:
    """``step(membership)`` is part of taking a seat, in its transaction: what belongs to the person from now on."""
    if step not in _arrivals:
        _arrivals.append(step)


def announce_arrival(membership: Membership) -> None:
    for step in _arrivals:
        step(membership)


def announce_pause(pause: Pause) -> None:
    for step in _breaks:
        step(pause)


def announce_return(membership: Membership, first: datetime.date, last: datetime.date) -> None:
    for step in _returns:
        step(membership, first, last)


def announce(membership: Membership) -> None:
    """Carry out what belongs to leaving now, and tell all listeners when the running transaction has committed."""
    for step in _steps:
        step(membership)
    for listener in _listeners:
        transaction.on_commit(partial(listener, membership), robust=True)
