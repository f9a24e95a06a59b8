"""Which proposed dates are best, by a rule that fits in one sentence. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

QUORUM = 5


@dataclass(frozen=True)
class Candidate:
    """A day that can still be picked: how many said yes, and how many if need be."""

    key: int
    date: dt.date
    yes: int = 0
    maybe: int = 0


def best(candidates: Iterable[Candidate], wanted: int, members: int) -> set[int]:
    """The keys of the ``wanted`` best: most yes, then most if need be, then furthest from what is chosen already.

    A day on which fewer than five can be there (everybody, in a smaller circle) comes after all others. What is equal in all of it: the earliest.
    """
    enough = min(QUORUM, members)
    left = sorted(candidates, key=lambda one: one.date)
    chosen: list[Candidate] = []
    while left and len(chosen) < wanted:
        one = max(left, key=lambda it: (it.yes + it.maybe >= enough, it.yes, it.maybe, _room(it, chosen)))
        left.remove(one)
        chosen.append(one)
    return {one.key for one in chosen}


def _room(one: Candidate, chosen: list[Candidate]) -> int:
    """Days to the nearest one that is chosen; a year when nothing is."""
    return min((abs((one.date - other.date).days) for other in chosen), default=365)
