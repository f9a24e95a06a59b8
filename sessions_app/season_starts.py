"""What else happens when a season starts: higher apps register it, and it runs in the same transaction."""

from collections.abc import Callable

_steps: list[Callable] = []


def register(step: Callable) -> None:
    """``step(season=, by=)``; it may raise Refused, and then the season does not start."""
    if step not in _steps:
        _steps.append(step)


def run(*, season, by) -> None:
    for step in _steps:
        step(season=season, by=by)
