"""Reminders that are sent from the coordinator's desk."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sessions_app.access import meeting_for
from sessions_app.domain import nudge
from sessions_app.rights import require


@require_POST
def ask_who_comes(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    count = nudge.ask_who_comes(meeting=standing.meeting, by=request.user)
    sent = ngettext("%(count)s member gets a reminder.", "%(count)s members get a reminder.", count)
    messages.success(request, sent % {"count": count})
    return redirect("circles:desk")


@require_POST
def ask_for_the_case(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    nudge.ask_for_the_case(meeting=standing.meeting, by=request.user)
    messages.success(request, _("%(name)s gets a reminder.") % {"name": standing.meeting.case_bringer.user})
    return redirect("circles:desk")
