"""A run that nobody closed after the meeting is closed by the coordinator, who gets to see nothing of it."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Circle
from intervision.engine import State
from intervision.models import Run
from praktijkkring.errors import Refused
from praktijkkring.models import User
from sessions_app.access import meeting_for
from sessions_app.models import Meeting
from sessions_app.rights import require

from .close import close


@dataclass(frozen=True)
class FromOutside:
    """What closing needs to know of who does it. Follows nothing and reads nothing."""

    user: User
    circle: Circle
    meeting: Meeting
    run: Run


@transaction.atomic
def close_left_open(*, meeting: Meeting, by) -> Run:
    """Closed as it stands, as who leads would have done it. Http404 when nothing is open.

    Refused on the day of the meeting: until then it is up to who leads. As long as a run is open a facilitator from
    outside can read, so it must not stay open because somebody forgot.
    """
    base = meeting_for(by, meeting.pk)
    require(base, "meeting.plan")
    runs = Run.objects.select_for_update(of=("self",), no_key=True).select_related("meeting__season")
    run = runs.filter(meeting=meeting.pk, closed_at__isnull=True).first()
    if run is None:
        raise Http404
    if base.meeting.date >= timezone.localdate():
        raise Refused(_("On the day itself the round is closed by who leads it."))
    run.meeting = base.meeting
    outside = FromOutside(by, base.circle, base.meeting, run)
    return close(by=outside, leader=State.from_dict(run.state).leader).run
