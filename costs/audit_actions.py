"""Sentences for the trail of a circle, about money."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.audit.actions import register

register(
    {
        "costs.planned": _("%(by)s changed the plan of the costs of season %(season)s."),
        "costs.divided": _("%(by)s divided the costs of season %(season)s again."),
        "costs.fixed": _("%(by)s fixed the division of the costs of season %(season)s."),
        "costs.followed": _("%(by)s let the shares of season %(season)s follow who joined and who left."),
        "costs.refunded": _("%(by)s noted that %(payer)s got back what was paid too much for season %(season)s."),
        "costs.not_refunded": _("%(by)s took back that %(payer)s got money back for season %(season)s."),
        "costs.paid": _("%(by)s noted that %(payer)s paid the share of season %(season)s."),
        "costs.not_paid": _("%(by)s took back that %(payer)s paid the share of season %(season)s."),
    }
)
