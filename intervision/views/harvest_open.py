"""From the coordinator's desk: ask for a harvest that nobody wrote, and close a round that nobody closed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from intervision.domain.close_left_open import close_left_open
from intervision.domain.open_harvest import open_harvest
from sessions_app.access import meeting_for
from sessions_app.rights import require


@require_POST
def harvest_open(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    open_harvest(meeting=standing.meeting, by=request.user)
    messages.success(request, _("The case-bringer is asked to write down the harvest."))
    return redirect("circles:desk")


@require_POST
def close_round(request, meeting_id):
    standing = meeting_for(request.user, meeting_id)
    require(standing, "meeting.plan")
    close_left_open(meeting=standing.meeting, by=request.user)
    messages.success(request, _("The round is closed. The members find the harvest at the meeting."))
    return redirect("circles:desk")
