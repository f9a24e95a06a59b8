"""What else must happen before a circle is closed or its content erased; higher apps register it."""

from collections.abc import Callable

from .models import Circle

_checks: list[Callable[[Circle], None]] = []
_erasers: list[Callable[[Circle], None]] = []


def register(*, check: Callable[[Circle], None] | None = None, erase: Callable[[Circle], None] | None = None) -> None:
    """``check(circle)`` may raise Refused, and then the circle is not closed. ``erase(circle)`` takes content away.

    Both run inside the transaction of the deed.
    """
    if check and check not in _checks:
        _checks.append(check)
    if erase and erase not in _erasers:
        _erasers.append(erase)


def check_all(circle: Circle) -> None:
    for check in _checks:
        check(circle)


def erase_all(circle: Circle) -> None:
    for erase in _erasers:
        erase(circle)
