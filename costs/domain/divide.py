"""Divide what the plan costs over those who pay, and store the shares."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from costs.access import must_change
from costs.models import Budget, Share
from costs.plan import divide as divide_cents
from costs.queries import counts, is_stale, lines, payers
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.models import Season


def store_shares(budget: Budget) -> None:
    """Replace the shares of a plan that is not fixed. The caller owns the transaction and the lock on the season.

    ``turn`` is the number of earlier seasons of the circle, so that spare cents fall on other payers each year.
    """
    budget.shares.all().delete()
    paying = payers(budget)
    if not paying:
        return
    counted = counts(budget.season)
    total = sum(line.cents for line in lines(budget, counted))
    budget.members_counted, budget.meetings_counted = counted.members, counted.meetings
    budget.save(update_fields=["members_counted", "meetings_counted"])
    sponsored = sum(sponsor.amount_cents for sponsor in budget.sponsors.all())
    season = budget.season
    turn = Season.objects.filter(circle_id=season.circle_id, created_at__lt=season.created_at).count()
    division = divide_cents(total, sponsored, [1] * len(paying), turn=turn)
    Share.objects.bulk_create(
        Share(
            budget=budget,
            area=payer.area if payer.key[0] == "area" else None,
            membership=None if payer.key[0] == "area" else payer.members[0],
            cents=cents,
        )
        for payer, cents in zip(paying, division.parts, strict=True)
    )


def _open_budget(season: Season, by) -> Budget:
    """The budget of the season, with the season locked until the end of the transaction."""
    must_change(by, season)
    Season.objects.select_for_update().get(pk=season.pk)
    budget = Budget.objects.filter(season=season).select_related("season").first()
    if budget is None:
        raise Refused(_("Make a plan of the costs first."))
    if budget.locked_at:
        raise Refused(_("The division of this season is fixed. It cannot be changed any more."))
    return budget


@transaction.atomic
def divide(*, season: Season, by) -> Budget:
    """Divide again after somebody joined or left. Raises Refused when there is no plan or it is fixed."""
    budget = _open_budget(season, by)
    store_shares(budget)
    record("costs.divided", by=by, scope=f"circle:{season.circle_id}", season=season.name)
    return budget


@transaction.atomic
def fix(*, season: Season, by) -> Budget:
    """Fix the division: from now on the shares never change (domain.md, section 9).

    What is fixed is what everybody saw: raises Refused when somebody joined or left since, or a meeting that costs
    something came or went; when there is no plan, nobody to pay, or it is fixed already.
    """
    budget = _open_budget(season, by)
    if not budget.shares.exists():
        raise Refused(_("There is nobody yet to divide the costs over."))
    if is_stale(budget):
        raise Refused(
            _("Somebody joined or left, or a meeting did. Divide again first, so that everybody sees their share.")
        )
    _keep_carriers(budget)
    budget.locked_at = timezone.now()
    budget.save(update_fields=["locked_at"])
    record("costs.fixed", by=by, scope=f"circle:{season.circle_id}", season=season.name)
    return budget


def _keep_carriers(budget: Budget) -> None:
    """Whom each area pays for is kept with its share: an area that somebody moves to was never asked for them."""
    members = {payer.area.pk: payer.members for payer in payers(budget) if payer.area}
    for share in budget.shares.filter(area__isnull=False):
        share.carried_by.set(members[share.area_id])


@transaction.atomic
def fix_at_start(*, season: Season, by) -> None:
    """The key is locked when the season starts (domain.md, section 9): a plan that exists is divided and fixed."""
    Season.objects.select_for_update().get(pk=season.pk)
    budget = Budget.objects.filter(season=season, locked_at__isnull=True).select_related("season").first()
    if budget is None:
        return
    if is_stale(budget):
        store_shares(budget)
    if budget.shares.exists():
        fix(season=season, by=by)
