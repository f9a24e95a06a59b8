"""Note by hand that a share was paid, or take that back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from costs.access import must_change
from costs.models import Share
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused


@transaction.atomic
def mark_paid(*, share: Share, by) -> Share:
    """The money is in. Raises Refused while the division is not fixed, or when somebody noted it before."""
    must_change(by, share.budget.season)
    if not Share.objects.filter(pk=share.pk, budget__locked_at__isnull=False).exists():
        raise Refused(_("Fix the division first. After that you can note who has paid."))
    noted = Share.objects.filter(pk=share.pk, paid_at__isnull=True).update(paid_at=timezone.now(), paid_marked_by=by)
    if not noted:
        raise Refused(_("Somebody already noted that this share is paid."))
    return _noted("costs.paid", share, by)


@transaction.atomic
def unmark_paid(*, share: Share, by) -> Share:
    """It was a mistake. The trail keeps both. Raises Refused when the share was not noted as paid."""
    must_change(by, share.budget.season)
    if not Share.objects.filter(pk=share.pk, paid_at__isnull=False).update(paid_at=None, paid_marked_by=None):
        raise Refused(_("This share was not noted as paid."))
    return _noted("costs.not_paid", share, by)


def _noted(action: str, share: Share, by) -> Share:
    share.refresh_from_db()
    season = share.budget.season
    record(
        action,
        by=by,
        scope=f"circle:{season.circle_id}",
        season=season.name,
        payer=share.area.name if share.area_id else share.membership.user,
    )
    return share
