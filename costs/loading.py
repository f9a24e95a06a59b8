"""The rows behind the seating of one or many fixed divisions, in a number of queries that does not hang on how many."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from circles.models import Membership
from sessions_app.models import Meeting, Season

from .models import Budget, Change, Share
from .seating import Moment, Seating

NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def has_moved() -> Exists:
    """For a filter or annotation on budgets: somebody came or went after the fixing and before the season was closed."""
    since, closed = OuterRef("locked_at"), Coalesce(OuterRef("season__closed_at"), Value(NEVER))
    moved = Q(joined_at__gt=since, joined_at__lt=closed) | Q(left_at__gt=since, left_at__lt=closed)
    return Exists(Membership.objects.filter(moved, circle=OuterRef("season__circle")))


def load(budgets: Iterable[Budget]) -> list[Seating]:
    """The seating of each fixed division, in six queries. ``budget.season`` must be there."""
    found = {budget.pk: Seating(budget) for budget in budgets if budget.locked_at}
    if found:
        _shares(found)
        _members(found)
        _seasons(found)
    return list(found.values())


def _shares(found: dict[int, Seating]) -> None:
    by_share = {}
    for share in Share.objects.filter(budget__in=found).select_related("area"):
        found[share.budget_id].shares.append(share)
        by_share[share.pk] = share
    for row in Share.carried_by.through.objects.filter(share__budget__in=found):
        found[by_share[row.share_id].budget_id].carried[row.membership_id] = by_share[row.share_id]
    for change in Change.objects.filter(revision__budget__in=found).select_related("revision"):
        moment = Moment(change.past, change.of)
        found[change.revision.budget_id].followed[change.membership_id, change.kind] = moment


def _members(found: dict[int, Seating]) -> None:
    """Who sat there at the fixing or later; who had left before is nothing to this division."""
    seatings: dict[int, list[Seating]] = {}
    for seating in found.values():
        seatings.setdefault(seating.budget.season.circle_id, []).append(seating)
    rows = Membership.objects.filter(circle__in=seatings).select_related("user", "area")
    for member in rows:
        for seating in seatings[member.circle_id]:
            counted = member.pk in seating.by_member or member.pk in seating.carried
            if counted or member.left_at is None or member.left_at > seating.budget.locked_at:
                seating.members[member.pk] = member


def _seasons(found: dict[int, Seating]) -> None:
    by_season = {seating.budget.season_id: seating for seating in found.values()}
    meetings = Meeting.objects.filter(season__in=by_season).exclude(state=Meeting.State.CANCELLED)
    for meeting in meetings.only("season", "date", "starts", "zone"):
        by_season[meeting.season_id].meetings.append(meeting)
    circles = {seating.budget.season.circle_id for seating in found.values()}
    made = list(Season.objects.filter(circle__in=circles).values_list("circle_id", "created_at"))
    for seating in found.values():
        season = seating.budget.season
        seating.turn = sum(1 for circle, at in made if circle == season.circle_id and at < season.created_at)
