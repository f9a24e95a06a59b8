"""Going on after a season: who stays, who is new, and who goes first because last season gave them no turn."""

from dataclasses import dataclass

from circles.models import SEATS, Circle, Membership

from . import queries
from .models import Season


@dataclass(frozen=True)
class Stays:
    """``why`` is first (no turn last season), new (came after it began) or had (had a turn)."""

    member: Membership
    why: str


@dataclass(frozen=True)
class NextSeason:
    last: Season | None
    people: list[Stays]
    free: int
    invited: int


def prepared(circle: Circle) -> NextSeason:
    """The members of now in the order in which they come: who waited, who is new, who had a turn. By seat within each."""
    last = Season.objects.filter(circle=circle, state=Season.State.CLOSED).order_by("-closed_at").first()
    had = set(last.meetings.filter(state="done").values_list("case_bringer", flat=True)) if last else set()
    people = [Stays(member, _why(member, last, had)) for member in queries.members(circle)]
    people.sort(key=lambda row: ("first", "new", "had").index(row.why))
    invited = circle.invitations.open_at_this_moment().count()
    return NextSeason(last, people, SEATS - len(people), invited)


def _why(member: Membership, last: Season | None, had: set[int]) -> str:
    if member.pk in had:
        return "had"
    begun = last and (last.started_at or last.created_at)
    return "first" if begun and member.joined_at <= begun else "new"
