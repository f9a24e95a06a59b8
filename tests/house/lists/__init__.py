"""Which pages have a list that grows with use, how it grows, and how often the page asks the database: one number.

    "circles:trail": Grows(more_trail, queries=5),

``fill(w, rows)`` stores ``rows`` more rows of the list in the world of tests/house/world.py, and returns the arguments
of the address when these are others than those of the matrix. ``role`` is who looks; the busiest one unless it says so.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Grows:
    fill: Callable
    queries: int
    role: str = ""


def lists() -> dict[str, Grows]:
    """Every list of every module of this package, by the name of its URL."""
    found: dict[str, Grows] = {}
    for info in pkgutil.iter_modules(__path__):
        own = importlib.import_module(f"{__name__}.{info.name}").LISTS
        if twice := set(own) & set(found):
            raise ValueError(f"named twice: {', '.join(sorted(twice))}")
        found |= own
    return found
