"""Confirm a meeting, and say that it was held. The live room has its own verbs."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.access import meeting_for
from sessions_app.models import Meeting
from sessions_app.rights import require
from sessions_app.states import comes_from, meeting_may_go


@transaction.atomic
def confirm(*, meeting: Meeting, by) -> Meeting:
    """It goes on: with a date, one case-bringer and one question. Says in words what is missing."""
    require(meeting_for(by, meeting.pk), "meeting.confirm")
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("season", "case_bringer__user")
        .get(pk=meeting.pk)
    )
    if meeting.state == Meeting.State.CONFIRMED:
        return meeting
    if meeting.date is None:
        raise Refused(_("There is no date yet. Set a date first."))
    if meeting.case_bringer is None:
        raise Refused(_("Nobody brings in yet. Choose a case-bringer first."))
    if meeting.case_bringer.left_at:
        raise Refused(
            _("%(name)s has left the circle. Choose another case-bringer.")
            % {"name": meeting.case_bringer.user.first_name}
        )
    if meeting.question_id is None:
        raise Refused(_("No question has been chosen yet. The case-bringer or the facilitator picks one."))
    if not meeting_may_go(meeting.state, Meeting.State.CONFIRMED):
        raise Refused(_("This meeting cannot be confirmed."))
    return _go(meeting, Meeting.State.CONFIRMED, "sessions_app.meeting_confirmed", by)


@transaction.atomic
def hold(*, meeting: Meeting, by) -> Meeting:
    """It was held without the live room. Only for a confirmed meeting that is over; twice is once."""
    require(meeting_for(by, meeting.pk), "meeting.confirm")
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("season").get(pk=meeting.pk)
    if meeting.state == Meeting.State.DONE:
        return meeting
    if not meeting_may_go(meeting.state, Meeting.State.DONE) or meeting.ends_at > timezone.now():
        raise Refused(_("Only a confirmed meeting can have been held, after its end."))
    return _go(meeting, Meeting.State.DONE, "sessions_app.meeting_held", by)


def _go(meeting, state, action, by):
    Meeting.objects.filter(pk=meeting.pk, state__in=comes_from(state)).update(state=state)
    meeting.state = state
    record(action, by=by, scope=f"circle:{meeting.season.circle_id}", number=meeting.number)
    return meeting
