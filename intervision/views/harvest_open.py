"""From the coordinator's desk: ask for the harvest of a meeting that was held without the live room."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

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
