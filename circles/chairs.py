"""The ten chairs of a circle that is being composed: who sits, who is invited, who is in pencil, what is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from .models import SEATS, Circle, Interest

MEMBER, INVITED, PENCIL, FREE = "member", "invited", "pencil", "free"
CHAIR_NUMBERS = frozenset(str(number) for number in range(1, SEATS + 1))
GIVEN = frozenset({MEMBER, INVITED})


@dataclass(frozen=True)
class Chair:
    """``who`` is a membership, an invitation or an interest; None on a free chair."""

    number: int
    kind: str = FREE
    who: Any = None

    @property
    def interest(self) -> Interest | None:
        """The applicant behind it, as far as there is one."""
        return (
            getattr(self.who, "interest", None) if self.kind == INVITED else self.who if self.kind == PENCIL else None
        )

    @property
    def person(self):
        """Somebody with user, area, organisation and responsibility, to compare with others; or None."""
        return self.who if self.kind in {MEMBER, PENCIL} else self.interest


def lay(members: Iterable, invitations: Iterable, planned: Iterable) -> tuple[dict[int, Chair], list]:
    """Chairs 1 to 10, and the planned seats for which no chair is left.

    Members sit on their own seat. Who was meant to sit on a chair that somebody took meanwhile moves to the first
    free one. Pure.
    """
    found = {member.seat: Chair(member.seat, MEMBER, member) for member in members}
    over: list = []
    for kind, rows in ((INVITED, invitations), (PENCIL, planned)):
        later = []
        for row in rows:
            who = row if kind == INVITED else row.interest
            if row.seat and row.seat not in found:
                found[row.seat] = Chair(row.seat, kind, who)
            else:
                later.append(who)
        for who in later:
            number = next((n for n in range(1, SEATS + 1) if n not in found), None)
            if number is None:
                over.append(who)
            else:
                found[number] = Chair(number, kind, who)
    return {number: found.get(number) or Chair(number) for number in range(1, SEATS + 1)}, over


def of(circle: Circle, members: Iterable | None = None) -> tuple[dict[int, Chair], list]:
    """The chairs as they are stored; ``members`` when they are known already."""
    if members is None:
        members = circle.memberships.filter(left_at__isnull=True).select_related("user", "area", "organisation")
    # Who is to succeed somebody who still sits takes that very seat, and none besides.
    besides = Q(replaces__isnull=True) | Q(replaces__left_at__isnull=False)
    invitations = (
        circle.invitations.open_at_this_moment()
        .filter(besides)
        .select_related("area", "interest__user", "interest__area", "interest__organisation")
    )
    planned = circle.planned_seats.filter(interest__state=Interest.State.WAITING).select_related(
        "interest__user", "interest__area", "interest__organisation"
    )
    return lay(members, invitations, planned)


def laid(circle: Circle) -> dict[int, Chair]:
    return of(circle)[0]


def standing(circle: Circle) -> list[Interest]:
    """Who is in pencil without a chair."""
    return [who for who in of(circle)[1] if isinstance(who, Interest)]


def first_free(chairs: dict[int, Chair]) -> int | None:
    return next((number for number, chair in chairs.items() if chair.kind == FREE), None)


def seen(chairs: dict[int, Chair]) -> str:
    """What a page shows in pencil, to be sent back with a move: ``3:<id> 5:<id>``."""
    return " ".join(f"{n}:{chair.who.pk}" for n, chair in chairs.items() if chair.kind == PENCIL)


def read_seen(text: str) -> dict[int, str]:
    """The same, read back; what is no such thing is left out."""
    pairs = (piece.partition(":") for piece in text[:1000].split())
    return {int(number): pk for number, _colon, pk in pairs if number in CHAIR_NUMBERS}


def initials(chair: Chair) -> str:
    """Of whoever it is for; an invitation may know an address only."""
    if chair.kind == INVITED:
        words = (chair.who.name or chair.who.email).split()
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
    return chair.who.user.initials
