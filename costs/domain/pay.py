"""Note by hand that a share was paid or paid back, or take that back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from costs.access import must_change
from costs.models import Payment, Share
from costs.queries import payer_now
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.models import Season


@transaction.atomic
def mark_paid(*, share: Share, by, seen: int | None = None) -> Share:
    """What was open is in; or what was paid too much went back. ``seen`` is the open amount that the page showed.

    Raises Refused while the division is not fixed, when nothing is open, and when another amount is open than was seen.
    """
    share = _held(share, by)
    if not share.budget.locked_at:
        raise Refused(_("Fix the division first. After that you can note who has paid."))
    if not share.open_cents:
        raise Refused(_("Nothing is open for this share. Perhaps somebody noted it before you."))
    if seen is not None and seen != share.open_cents:
        raise Refused(_("The amount has changed since you opened the page. Look at it once more."))
    Payment.objects.create(share=share, cents=share.open_cents, by=by)
    return _noted("costs.paid" if share.open_cents > 0 else "costs.refunded", share, by)


@transaction.atomic
def unmark_paid(*, share: Share, by) -> Share:
    """The last that was noted was a mistake. It stays to be read. Raises Refused when nothing was noted."""
    share = _held(share, by)
    last = share.payments.filter(taken_back_at__isnull=True).last()
    if last is None:
        raise Refused(_("This share was not noted as paid."))
    Payment.objects.filter(pk=last.pk).update(taken_back_at=timezone.now(), taken_back_by=by)
    return _noted("costs.not_paid" if last.cents > 0 else "costs.not_refunded", share, by)


def _held(share: Share, by) -> Share:
    """The share as it is now; until the end of the transaction nobody else changes what this season costs whom."""
    season = share.budget.season
    must_change(by, season)
    Season.objects.select_for_update().get(pk=season.pk)
    return Share.objects.select_related("budget__season", "area", "membership__user").get(pk=share.pk)


def _noted(action: str, share: Share, by) -> Share:
    season = share.budget.season
    payer = share.area.name if share.area_id else payer_now(share)
    record(action, by=by, scope=f"circle:{season.circle_id}", season=season.name, payer=payer)
    return Share.objects.get(pk=share.pk)
