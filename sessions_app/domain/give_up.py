"""With a seat somebody gives up what they were to do in meetings to come."""

from circles import departures
from circles.models import Membership
from praktijkkring.accounts import erase
from praktijkkring.audit.record import record
from sessions_app.models import Meeting
from sessions_app.states import AHEAD


def give_up(membership: Membership) -> None:
    """Who left or was removed leads, deputises and brings in no more, and so reads no more.

    Runs in the transaction of leaving. A renewed agreement also announces a departure: who still has a seat keeps all.
    """
    if membership.left_at is None:
        return
    meetings = Meeting.objects.filter(season__circle=membership.circle_id)
    ahead = meetings.filter(state__in=[*AHEAD, Meeting.State.LIVE])
    _step_down(ahead, membership.user_id)
    ahead.filter(reserve=membership).update(reserve=None)
    # Locked: a meeting that goes live at this moment keeps its case-bringer and question.
    for brought in meetings.filter(state__in=AHEAD, case_bringer=membership).select_for_update(of=("self",)):
        state = Meeting.State.SCHEDULED if brought.state == Meeting.State.CONFIRMED else brought.state
        Meeting.objects.filter(pk=brought.pk).update(case_bringer=None, question=None, state=state)
        _record("sessions_app.case_bringer_gone", brought)


def forget(user) -> None:
    """Who is erased leads nothing any more, also where they had no seat."""
    _step_down(Meeting.objects.filter(state__in=[*AHEAD, Meeting.State.LIVE]), user.pk)


def _step_down(meetings, user_id: int) -> None:
    for led in meetings.filter(facilitator=user_id).select_related("season"):
        _record("sessions_app.facilitator_gone", led)
    meetings.filter(facilitator=user_id).update(facilitator=None)
    meetings.filter(deputy=user_id).update(deputy=None)


def _record(action: str, meeting: Meeting) -> None:
    record(action, by=None, scope=f"circle:{meeting.season.circle_id}", number=meeting.number)


departures.within(give_up)
erase.register(forget)
