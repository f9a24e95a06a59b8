"""Money that waits, for the coordinator's desk: shares that do not follow who came and went, and what is open."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles import desk
from circles.desk import SOMETIME, SOON, Signal
from sessions_app.models import Season

from .following import Proposal, moved_budgets, proposals
from .models import Share


def to_follow(circle_ids) -> dict[int, list[Signal]]:
    """One query when nobody came or went since the fixing, seven otherwise, however many circles."""
    found: dict[int, list[Signal]] = {}
    for proposal in proposals(moved_budgets(circle_ids)):
        found.setdefault(proposal.budget.season.circle_id, []).append(_follow(proposal))
    return found


def _follow(proposal: Proposal) -> Signal:
    count = len(proposal.moves)
    words = ngettext(
        "%(n)s person came or left after the costs were divided",
        "%(n)s people came or left after the costs were divided",
        count,
    )
    address = reverse("costs:follow", args=[proposal.budget.season_id])
    return Signal("shares_behind", SOON, words % {"n": count}, _("See the new shares"), address)


def signals(circle_ids) -> dict[int, list[Signal]]:
    """One query: what is open of the seasons that are on or over, by season."""
    shares = Share.objects.filter(budget__season__circle__in=circle_ids)
    shares = shares.annotate(open=F("cents") + F("corrected_cents") - F("paid_cents")).exclude(open=0)
    counted = (
        shares.exclude(budget__season__state=Season.State.PLANNED)
        .order_by()
        .values_list("budget__season__circle", "budget__season")
        .annotate(unpaid=Count("pk", filter=Q(open__gt=0)), too_much=Count("pk", filter=Q(open__lt=0)))
        .order_by("budget__season")
    )
    found: dict[int, list[Signal]] = {}
    for circle_id, season_id, unpaid, too_much in counted:
        found[circle_id] = [_unpaid(season_id, unpaid)] if unpaid else []
        found[circle_id] += [_too_much(season_id, too_much)] if too_much else []
    return found


def _unpaid(season_id: int, count: int) -> Signal:
    words = ngettext("%(n)s share is not paid", "%(n)s shares are not paid", count)
    address = reverse("costs:season", args=[season_id])
    return Signal("unpaid", SOMETIME, words % {"n": count}, _("See who"), address)


def _too_much(season_id: int, count: int) -> Signal:
    words = ngettext("%(n)s payer gets money back", "%(n)s payers get money back", count)
    address = reverse("costs:season", args=[season_id])
    return Signal("paid_too_much", SOMETIME, words % {"n": count}, _("See who"), address)


desk.register(to_follow)
desk.register(signals)
