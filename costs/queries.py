"""Rows for the pages about money."""

from dataclasses import dataclass

from circles.models import Area, Membership
from sessions_app.models import Meeting, Season

from .models import Budget, Change, Share
from .plan import Counts, times, to_divide


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


def counted_for(budget: Budget) -> Counts:
    """What the shares that stand were counted with; once the division is fixed the plan stays as it was then."""
    if budget.locked_at and budget.members_counted is not None:
        return Counts(meetings=budget.meetings_counted, members=budget.members_counted)
    return counts(budget.season)


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
    """A stored share beside the indication. ``moved``: for whom an area pays on though they come from elsewhere now."""

    share: Share
    name: str
    people: tuple[str, ...]
    indication_cents: int
    moved: tuple[str, ...] = ()

    @property
    def changes(self) -> list[Change]:
        """Who came or left, as the share was counted with."""
        return list(self.share.changes.all()) if self.share.budget.locked_at else []


def share_rows(budget: Budget) -> list[ShareRow]:
    """All stored shares. An area pays for the members it has now; once fixed, for those it had then and for newcomers."""
    stored = budget.shares.select_related("membership__user", "membership__area", "membership__successor__user", "area")
    shares = list(stored.prefetch_related("changes__membership__user") if budget.locked_at else stored)
    people = _people_by_area(budget)
    rows = []
    for share in shares:
        if share.area_id:
            here = people.get(share.area_id, [])
            name, who = share.area.name, tuple(member.user.first_name for member in here)
            moved = tuple(member.user.first_name for member in here if member.area_id != share.area_id)
        else:
            name, moved = _who_sits_there(share.membership).user.name, ()
            who = (share.membership.area.name,) if share.membership.area else ()
        rows.append(ShareRow(share, name, who, budget.indication_cents, moved))
    return rows


def _people_by_area(budget: Budget) -> dict[int, list[Membership]]:
    """Who sits there now, by the area that pays for them."""
    carried = _carriers(budget) if budget.key == Budget.Key.AREA else {}
    found: dict[int, list[Membership]] = {}
    for member in seated(budget.season):
        share = _carried(carried, member)
        found.setdefault(share.area_id if share else member.area_id, []).append(member)
    return found


def _carriers(budget: Budget) -> dict[int, Share]:
    """The area's share by the membership that it was fixed for. One query; empty while nothing is fixed."""
    shares = {share.pk: share for share in budget.shares.all()}
    kept = Share.carried_by.through.objects.filter(share__in=shares)
    return {row.membership_id: shares[row.share_id] for row in kept}


def _carried(carried: dict[int, Share], member: Membership) -> Share | None:
    """The area's share that this member, or whom they took the seat over from, was counted in."""
    seat = member
    while carried and seat.pk not in carried and seat.succeeds_id:
        seat = seat.succeeds
    return carried.get(seat.pk)


def payer_now(share: Share):
    """Who pays this share now: the area, or the person who has the seat or had it last."""
    return share.area or _who_sits_there(share.membership).user


def _who_sits_there(member: Membership) -> Membership:
    """Whoever took the seat over last, or the member. One query per change of hands, and such changes are rare."""
    while member.left_at and hasattr(member, "successor"):
        member = member.successor
    return member


def share_of(budget: Budget, member: Membership) -> Share | None:
    """The share that this member carries, alone or with others of the same area, or took over with the seat.

    Once the division is fixed it stays the share of the area that they came from then.
    """
    mine = {share.membership_id: share for share in budget.shares.all() if share.membership_id}
    areas = {share.area_id: share for share in budget.shares.all() if share.area_id}
    seat = member
    while seat.pk not in mine and mine and seat.succeeds_id:
        seat = seat.succeeds
    kept = _carried(_carriers(budget), member) if areas and budget.locked_at else None
    return mine.get(seat.pk) or kept or areas.get(member.area_id)


def is_stale(budget: Budget, counted: Counts | None = None) -> bool:
    """Whether somebody joined or left since the shares were stored, or they are no longer what the plan costs.

    ``counted`` is how many members and meetings there are now, when that is known already.
    """
    stored = {("area", s.area_id) if s.area_id else ("member", s.membership_id) for s in budget.shares.all()}
    return stored != {payer.key for payer in payers(budget)} or _is_another_sum(budget, counted)


def _is_another_sum(budget: Budget, counted: Counts | None) -> bool:
    """A meeting was added or cancelled: then what is per meeting counts differently."""
    total = sum(line.cents for line in lines(budget, counted or counts(budget.season)))
    sponsored = sum(sponsor.amount_cents for sponsor in budget.sponsors.all())
    return bool(budget.shares.all()) and sum(share.owed_cents for share in budget.shares.all()) != to_divide(
        total, sponsored
    )
