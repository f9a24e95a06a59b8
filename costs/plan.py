"""What a season costs by its plan, and who pays which part. Pure: numbers in, numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass

from praktijkkring.money.split import spare_cents, split

FIXED, PER_MEETING, PER_MEMBER, PER_MEMBER_PER_MEETING = "fixed", "meeting", "member", "member_meeting"


@dataclass(frozen=True)
class Counts:
    """How many meetings the season has and how many members have a seat."""

    meetings: int
    members: int


def times(basis: str, counts: Counts) -> int:
    """How many times the amount of a budget line counts."""
    return {
        FIXED: 1,
        PER_MEETING: counts.meetings,
        PER_MEMBER: counts.members,
        PER_MEMBER_PER_MEETING: counts.members * counts.meetings,
    }[basis]


@dataclass(frozen=True)
class Division:
    """Cents to divide, the part of each payer in the order given, and how many cents were left over."""

    to_divide: int
    parts: list[int]
    spare: int


def to_divide(total_cents: int, sponsored_cents: int) -> int:
    """What the payers carry together. Sponsors never make a share negative."""
    return max(0, total_cents - sponsored_cents)


def divide(total_cents: int, sponsored_cents: int, weights: Sequence[int], *, turn: int) -> Division:
    """The parts of all payers; they add up to ``to_divide`` to the cent (domain.md, rule 10)."""
    rest = to_divide(total_cents, sponsored_cents)
    return Division(rest, split(rest, weights, turn=turn), spare_cents(rest, weights))
