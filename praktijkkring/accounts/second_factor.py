"""Who needs more than a mailed code."""

from collections.abc import Callable

_reasons: list[Callable] = []


def also_for(reason: Callable) -> None:
    """Apps that give somebody power register ``reason(user) -> bool``, e.g. "coordinates a circle"."""
    if reason not in _reasons:
        _reasons.append(reason)


def is_needed_by(user) -> bool:
    """True for administrators, for who may found circles, and for whom an app says so."""
    if not user.is_authenticated:
        return False
    return user.is_staff or user.is_superuser or user.is_coordinator or any(reason(user) for reason in _reasons)
