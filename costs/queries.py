"""Rows for the pages about money."""

from dataclasses import dataclass

from circles.models import Area, Membership
from sessions_app.models import Meeting, Season

from .models import Budget, Share
from .plan import Counts, times


@dataclass(frozen=True)
class Payer:
    """Who pays a part: one member, or one area for the members that come from it."""

    members: tuple[Membership, ...]
    area: Area | None = None

    @property
    def key(self) -> tuple[str, int]:
        return ("area", self.area.pk) if self.area else ("member", self.members[0].pk)


def counts(season: Season) -> Counts:
    """Meetings that are not cancelled, and members with a seat now."""
    meetings = season.meetings.exclude(state=Meeting.State.CANCELLED).count()
    members = Membership.objects.filter(circle_id=season.circle_id, left_at__isnull=True).count()
    return Counts(meetings=meetings, members=members)


def seated(season: Season) -> list[Membership]:
    """Who has a seat now, in order of seat."""
    members = Membership.objects.filter(circle_id=season.circle_id, left_at__isnull=True)
    return list(members.select_related("user", "area").order_by("seat"))


def payers(budget: Budget) -> list[Payer]:
    """Who would pay by the key of the budget, in a fixed order: by seat, or by the first seat of an area.

    With the key per area a member without an area is a payer on their own, so that nobody is forgotten.
    """
    members = seated(budget.season)
    if budget.key == Budget.Key.MEMBER:
        return [Payer((member,)) for member in members]
    by_area: dict[object, list[Membership]] = {}
    for member in members:
        by_area.setdefault(member.area_id or ("alone", member.pk), []).append(member)
    return [Payer(tuple(group), area=group[0].area) for group in by_area.values()]


@dataclass(frozen=True)
class Line:
    """A budget line with its sum. ``letter`` ties the row to its block in the picture."""

    letter: str
    label: str
    basis: str
    basis_label: str
    amount_cents: int
    times: int

    @property
    def cents(self) -> int:
        return self.amount_cents * self.times


def lines(budget: Budget, counted: Counts) -> list[Line]:
    """The plan, row by row."""
    return [
        Line(
            letter="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26],
            label=line.label,
            basis=line.basis,
            basis_label=line.get_basis_display(),
            amount_cents=line.amount_cents,
            times=times(line.basis, counted),
        )
        for index, line in enumerate(budget.lines.all())
    ]


@dataclass(frozen=True)
class ShareRow:
    """A stored share beside the indication."""

    share: Share
    name: str
    people: tuple[str, ...]
    indication_cents: int

    @property
    def difference_cents(self) -> int:
        """Above zero when the share is more than the indication."""
        return self.share.cents - self.indication_cents


def share_rows(budget: Budget) -> list[ShareRow]:
    """All stored shares. An area pays for the members it has now."""
    shares = budget.shares.select_related("membership__user", "membership__area", "area")
    by_area: dict[int | None, list[str]] = {}
    for member in seated(budget.season):
        by_area.setdefault(member.area_id, []).append(member.user.first_name)
    rows = []
    for share in shares:
        if share.area_id:
            name, people = share.area.name, tuple(by_area.get(share.area_id, ()))
        else:
            name = _who_sits_there(share.membership).user.name
            people = (share.membership.area.name,) if share.membership.area else ()
        rows.append(ShareRow(share, name, people, budget.indication_cents))
    return rows


def _who_sits_there(member: Membership) -> Membership:
    """Whoever took the seat over last, or the member. One query per change of hands, and such changes are rare."""
    while member.left_at and hasattr(member, "successor"):
        member = member.successor
    return member


def share_of(budget: Budget, member: Membership) -> Share | None:
    """The share that this member carries, alone or with others of the same area, or took over with the seat."""
    mine = {share.membership_id: share for share in budget.shares.all() if share.membership_id}
    areas = {share.area_id: share for share in budget.shares.all() if share.area_id}
    seat = member
    while seat.pk not in mine and mine and seat.succeeds_id:
        seat = seat.succeeds
    return mine.get(seat.pk) or areas.get(member.area_id)


def is_stale(budget: Budget) -> bool:
    """Whether somebody joined or left since the shares were stored."""
    stored = {("area", s.area_id) if s.area_id else ("member", s.membership_id) for s in budget.shares.all()}
    return stored != {payer.key for payer in payers(budget)}
