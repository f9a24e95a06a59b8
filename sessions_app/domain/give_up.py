"""With a seat somebody gives up what they were to do in meetings to come, and the dates leave their calendar."""

from django.db.models import Q

from circles import departures, pauses
from circles.models import Membership, Pause
from praktijkkring.accounts import erase
from praktijkkring.audit.record import record
from sessions_app import lost_lead
from sessions_app.models import Meeting
from sessions_app.states import AHEAD

from . import breaks, entries


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
    _release(meetings.filter(state__in=AHEAD), membership)
    known = entries.told_meetings(season__circle=membership.circle_id)
    entries.part((one for one in known if _stood_there(one, membership)), membership.user)


def _stood_there(meeting: Meeting, membership: Membership) -> bool:
    """Who paused on that day from before it was set was never sent it."""
    taken_out = entries.was_taken_out(meeting, membership.user)
    return taken_out or not pauses.is_paused(membership, meeting.date)


def step_aside(pause: Pause) -> None:
    """Who pauses leads and brings in nothing in those days; their answers and entries in their calendar are gone."""
    member = pause.membership
    ahead = breaks.meetings_in(member, pause.first, pause.last)
    for meeting in ahead.filter(Q(facilitator=member.user_id) | Q(deputy=member.user_id)):
        lost_lead.announce(meeting, member.user_id)
    _step_down(ahead, member.user_id)
    ahead.filter(reserve=member).update(reserve=None)
    _release(ahead, member)
    breaks.take_out(member, ahead)


def _release(ahead, membership: Membership) -> None:
    """Nobody brings in there (yet). Locked: a meeting that goes live at this moment keeps its case and question."""
    for brought in ahead.filter(case_bringer=membership).select_for_update(of=("self",)):
        state = Meeting.State.SCHEDULED if brought.state == Meeting.State.CONFIRMED else brought.state
        Meeting.objects.filter(pk=brought.pk).update(case_bringer=None, question=None, state=state)
        _record("sessions_app.case_bringer_gone", brought)


def forget(user) -> None:
    """Who is erased leads nothing any more, also where they had no seat."""
    led = {one.pk: one for field in ("facilitator", "deputy") for one in entries.told_meetings(**{field: user})}
    entries.part(led.values(), user)
    _step_down(Meeting.objects.filter(state__in=[*AHEAD, Meeting.State.LIVE]), user.pk)


def _step_down(meetings, user_id: int) -> None:
    for led in meetings.filter(facilitator=user_id).select_related("season"):
        _record("sessions_app.facilitator_gone", led)
    meetings.filter(facilitator=user_id).update(facilitator=None)
    meetings.filter(deputy=user_id).update(deputy=None)


def _record(action: str, meeting: Meeting) -> None:
    record(action, by=None, scope=f"circle:{meeting.season.circle_id}", number=meeting.number)


departures.within(give_up)
departures.while_away(step_aside)
erase.register(forget)
