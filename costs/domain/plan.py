"""Make or change the plan of a season: its lines, its key and its sponsor, and so everybody's share."""

from django.db import transaction
from django.utils.translation import gettext as _

from costs.access import must_change
from costs.models import Budget, BudgetLine, Sponsor
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.models import Season

from .divide import store_shares


@transaction.atomic
def plan(*, season: Season, by, key: str, lines: list[dict], sponsor_name: str = "", sponsor_cents: int = 0) -> Budget:
    """Store the plan and the shares that follow from it.

    ``lines`` is a list of ``{"label", "basis", "amount_cents"}`` in the order of the page. Raises Refused when the
    division is fixed already.
    """
    must_change(by, season)
    Season.objects.select_for_update().get(pk=season.pk)
    budget, _made = Budget.objects.get_or_create(season=season)
    if budget.locked_at:
        raise Refused(_("The division of this season is fixed. It cannot be changed any more."))
    Budget.objects.filter(pk=budget.pk).update(key=key)
    budget.key = key
    budget.lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, position=position, **line) for position, line in enumerate(lines)
    )
    budget.sponsors.all().delete()
    if sponsor_cents:
        Sponsor.objects.create(budget=budget, name=sponsor_name, amount_cents=sponsor_cents)
    store_shares(budget)
    record("costs.planned", by=by, scope=f"circle:{season.circle_id}", season=season.name)
    return budget
