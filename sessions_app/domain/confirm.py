"""Confirm a meeting, let it begin and end."""

from django.db import transaction
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
def begin(*, meeting: Meeting, by) -> Meeting:
    """The meeting is live. Only its facilitator or deputy; only when it is confirmed. Twice is once."""
    require(meeting_for(by, meeting.pk), "meeting.lead")
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("season").get(pk=meeting.pk)
    if meeting.state == Meeting.State.LIVE:
        return meeting
    if not meeting_may_go(meeting.state, Meeting.State.LIVE):
        raise Refused(_("Confirm the meeting first: it needs a date, a case-bringer and a question."))
    return _go(meeting, Meeting.State.LIVE, "sessions_app.meeting_began", by)


@transaction.atomic
def finish(*, meeting: Meeting, by) -> Meeting:
    """The meeting is over. Twice is once."""
    require(meeting_for(by, meeting.pk), "meeting.lead")
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("season").get(pk=meeting.pk)
    if meeting.state == Meeting.State.DONE:
        return meeting
    if not meeting_may_go(meeting.state, Meeting.State.DONE):
        raise Refused(_("This meeting has not begun."))
    return _go(meeting, Meeting.State.DONE, "sessions_app.meeting_ended", by)


def _go(meeting, state, action, by):
    Meeting.objects.filter(pk=meeting.pk, state__in=comes_from(state)).update(state=state)
    meeting.state = state
    record(action, by=by, scope=f"circle:{meeting.season.circle_id}", number=meeting.number)
    return meeting
