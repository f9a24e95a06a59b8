"""What higher apps want to show on the chairs of a circle's table."""

from collections.abc import Callable

from .models import Circle

_sources: list[Callable[[Circle], dict[int, dict]]] = []


def register(source: Callable[[Circle], dict[int, dict]]) -> None:
    """Add ``source(circle) -> {membership_id: {"lit": True, "dots": "10", "tag": "brings in", "lead": True}}``."""
    _sources.append(source)


def marks(circle: Circle) -> dict[int, dict]:
    """All marks of a circle, by membership. A later source adds to an earlier one."""
    found: dict[int, dict] = {}
    for source in _sources:
        for membership_id, mark in source(circle).items():
            found.setdefault(membership_id, {}).update(mark)
    return found
