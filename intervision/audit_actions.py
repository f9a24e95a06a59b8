"""The sentences of what happens around a live meeting. None of them says what was talked about."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.audit.actions import register

register(
    {
        "intervision.run_started": _("%(by)s started meeting %(number)s with the method %(method)s."),
        "intervision.run_taken_over": _("%(by)s took over the lead of meeting %(number)s."),
        "intervision.run_closed": _("%(by)s closed meeting %(number)s."),
    }
)
