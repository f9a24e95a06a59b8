"""The sentences of what happens around a live meeting. None of them says what was talked about."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.audit.actions import register

register(
    {
        "intervision.run_started": _("%(by)s started meeting %(number)s with the method %(method)s."),
        "intervision.run_taken_over": _("%(by)s took over the lead of meeting %(number)s."),
        "intervision.run_given_back": _("The lead of meeting %(number)s went back, by %(by)s."),
        "intervision.looked_back": _("%(by)s wrote down what became of the commitment of meeting %(number)s."),
        "intervision.harvest_opened": _("%(by)s asked for the harvest of meeting %(number)s."),
        "intervision.run_closed": _("%(by)s closed meeting %(number)s."),
        "intervision.method_copied": _("%(by)s made an own version of the method %(method)s."),
        "intervision.method_read_in": _("%(by)s read the method %(method)s from a file."),
        "intervision.method_published": _("%(by)s published version %(number)s of the method %(method)s."),
        "intervision.method_put_away": _("%(by)s put the method %(method)s away."),
        "intervision.method_brought_back": _("%(by)s brought the method %(method)s back."),
    }
)
