"""Going on after a season: who stays, who is new, and who goes first because last season gave them no turn."""

from dataclasses import dataclass

from django.utils import timezone

from circles.models import SEATS, Circle, Membership

from . import queries, staying
from .models import Season, Stay


@dataclass(frozen=True)
class Stays:
    """``why`` is first (no turn last season), new (came after it began) or had (had a turn). ``asked``: what they said."""

    member: Membership
    why: str
    asked: Stay | None = None


@dataclass(frozen=True)
class NextSeason:
    last: Season | None
    people: list[Stays]
    free: int
    invited: int

    @property
    def was_asked(self) -> bool:
        return any(row.asked for row in self.people)

    @property
    def silent(self) -> int:
        """How many did not answer, or were not asked."""
        return sum(not (row.asked and row.asked.answer) for row in self.people)


def prepared(circle: Circle) -> NextSeason:
    """The members of now in the order in which they come: who waited, who is new, who had a turn. By seat within each."""
    last = staying.last_season(circle)
    asked = staying.of_season(last)
    had = set(last.meetings.filter(state="done").values_list("case_bringer", flat=True)) if last else set()
    people = [Stays(member, _why(member, last, had), asked.get(member.pk)) for member in queries.members(circle)]
    people.sort(key=lambda row: ("first", "new", "had").index(row.why))
    invited = circle.invitations.open_at_this_moment().count()
    return NextSeason(last, people, SEATS - len(people), invited)


def _why(member: Membership, last: Season | None, had: set[int]) -> str:
    if member.pk in had:
        return "had"
    begun = last and (last.started_at or last.created_at)
    return "first" if begun and member.joined_at <= begun else "new"


def new_season(circle) -> dict:
    """What a plan begins with: the first year that no season has, and the usual time and place."""
    known = list(circle.seasons.order_by("pk"))
    names, year = {season.name for season in known}, timezone.localdate().year
    while f"{year}–{year + 1}" in names:
        year += 1
    return {"name": f"{year}–{year + 1}"} | (usual_slot(known[-1]) if known else {})


def usual_slot(season) -> dict:
    """Time and place as the season is used to."""
    return season.meetings.order_by("-number").values("starts", "ends", "place").first() or {}
