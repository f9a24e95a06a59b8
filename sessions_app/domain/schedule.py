"""Add, move or cancel one meeting of a season."""

from django.db import transaction
from django.utils.translation import gettext as _

from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.access import meeting_for, season_for
from sessions_app.cadence import Slot
from sessions_app.models import MOST_MEETINGS, Attendance, Meeting, Season
from sessions_app.rights import require
from sessions_app.rules import check_no_poll, check_number, check_slot
from sessions_app.states import AHEAD, comes_from

from . import tell
from .guest import tell_guests


@transaction.atomic
def add_meeting(*, season: Season, slot: Slot, by) -> Meeting:
    """One more meeting on the first free number. Refused for a ninth."""
    require(season_for(by, season.pk), "season.plan")
    season = Season.objects.select_for_update().select_related("circle").get(pk=season.pk)
    if season.state == Season.State.CLOSED:
        raise Refused(_("This season is closed."))
    check_no_poll(season)
    check_slot(slot)
    taken = set(season.meetings.exclude(state=Meeting.State.CANCELLED).values_list("number", flat=True))
    check_number(len(taken) + 1)
    number = min(set(range(1, MOST_MEETINGS + 1)) - taken)
    meeting = Meeting(season=season, number=number, zone=_zone(season), **vars(slot))
    if slot.date and season.state == Season.State.RUNNING:
        meeting.state = Meeting.State.SCHEDULED
    meeting.save(force_insert=True)
    if tell.is_told(meeting):
        tell.invited(meeting)
    _record("sessions_app.meeting_added", meeting, by)
    return meeting


@transaction.atomic
def move_meeting(*, meeting: Meeting, slot: Slot, seen: int, by) -> Meeting:
    """Another date, time, place or link. ``seen`` is the SEQUENCE that was on the screen.

    Everybody gets the change for their calendar. When date or time changed, everybody is asked again.
    """
    require(meeting_for(by, meeting.pk), "meeting.plan")
    meeting = Meeting.objects.select_related("season__circle", "facilitator", "deputy").get(pk=meeting.pk)
    check_no_poll(meeting.season)
    check_slot(slot, meeting.zone)
    if slot.date is None and meeting.date is not None:
        raise Refused(_("A meeting that had a date keeps one. Cancel it if it does not go on."))
    if not any(getattr(meeting, name) != value for name, value in vars(slot).items()):
        return meeting
    other_time = (meeting.date, meeting.starts, meeting.ends) != (slot.date, slot.starts, slot.ends)
    first_date = meeting.date is None
    state = Meeting.State.SCHEDULED if _becomes_scheduled(meeting, slot) else meeting.state
    changed = Meeting.objects.filter(pk=meeting.pk, sequence=seen, state=meeting.state, state__in=AHEAD).update(
        sequence=seen + 1, state=state, **vars(slot)
    )
    if not changed:
        raise Refused(_("This meeting was just changed by somebody else. Look at it again."))
    if other_time:
        Attendance.objects.filter(meeting=meeting).update(answer="", answered_at=None)
    meeting.refresh_from_db(fields=["sequence", "state", *vars(slot)])
    if tell.is_told(meeting):
        (tell.invited if first_date else tell.moved)(meeting)
    tell_guests(meeting)
    _record("sessions_app.meeting_moved", meeting, by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by) -> Meeting:
    """The meeting does not go on; calendars are told. Fewer than five left is allowed, and shown."""
    require(meeting_for(by, meeting.pk), "meeting.plan")
    meeting = Meeting.objects.select_related("season__circle", "facilitator", "deputy").get(pk=meeting.pk)
    check_no_poll(meeting.season)
    was_told = tell.is_told(meeting)
    changed = Meeting.objects.filter(
        pk=meeting.pk, sequence=meeting.sequence, state__in=comes_from(Meeting.State.CANCELLED)
    ).update(state=Meeting.State.CANCELLED, sequence=meeting.sequence + 1)
    if not changed:
        raise Refused(_("This meeting cannot be cancelled any more."))
    meeting.refresh_from_db(fields=["state", "sequence"])
    if was_told:
        tell.cancelled(meeting)
    tell_guests(meeting)
    _record("sessions_app.meeting_cancelled", meeting, by)
    return meeting


def _becomes_scheduled(meeting, slot):
    running = meeting.season.state == Season.State.RUNNING
    return meeting.state == Meeting.State.PLANNED and slot.date is not None and running


def _zone(season):
    return season.meetings.values_list("zone", flat=True).first() or "Europe/Amsterdam"


def _record(action, meeting, by):
    scope = f"circle:{meeting.season.circle_id}"
    record(action, by=by, scope=scope, number=meeting.number, date=meeting.date)
