"""Shares that are not paid yet, for the coordinator's desk."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles import desk
from circles.desk import SOMETIME, Signal
from sessions_app.models import Season

from .models import Share


def signals(circle_ids) -> dict[int, list[Signal]]:
    """One query: what is open of the seasons that are on or over, by season."""
    open_shares = Share.objects.filter(budget__season__circle__in=circle_ids, paid_at__isnull=True, cents__gt=0)
    counted = (
        open_shares.exclude(budget__season__state=Season.State.PLANNED)
        .order_by()
        .values_list("budget__season__circle", "budget__season")
        .annotate(n=Count("pk"))
        .order_by("budget__season")
    )
    return {circle_id: [_unpaid(season_id, count)] for circle_id, season_id, count in counted}


def _unpaid(season_id: int, count: int) -> Signal:
    words = ngettext("%(n)s share is not paid", "%(n)s shares are not paid", count)
    address = reverse("costs:season", args=[season_id])
    return Signal("unpaid", SOMETIME, words % {"n": count}, _("See who"), address)


desk.register(signals)
