"""The season as a ring: stub."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stop:
    """One meeting on the ring. ``state`` is done, next, plan or poll (no date yet)."""

    number: int
    state: str
    date: date | None = None
