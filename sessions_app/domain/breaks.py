"""Meetings on the days of a pause leave the calendar of who pauses, and come back when it ends early."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from circles import departures, pauses
from circles.models import Membership
from sessions_app.models import Attendance, Meeting
from sessions_app.states import AHEAD

from . import entries, tell


def meetings_in(member: Membership, first: date, last: date) -> QuerySet[Meeting]:
    """The meetings to come of this member's circle on those days, both included."""
    days = Meeting.objects.filter(season__circle=member.circle_id, date__range=(first, last), state__in=AHEAD)
    return days.select_related("season__circle")


def take_out(member: Membership, meetings: Iterable[Meeting]) -> None:
    """What they answered counts no more, and their calendar is told. Who was ticked as present keeps that."""
    for meeting in meetings:
        _turn(meeting, member, entries.take_out, tell.paused)


def put_back(member: Membership, first: date, last: date) -> None:
    """On those days no pause holds any more, unless another one does."""
    for meeting in meetings_in(member, first, last):
        if not pauses.is_paused(member, meeting.date):
            _turn(meeting, member, entries.put_back, tell.back)


def _turn(meeting: Meeting, member: Membership, turn, told) -> None:
    row = Attendance.objects.filter(meeting=meeting, membership=member)
    if row.filter(present_from__isnull=False).exists():
        return
    row.update(answer="", answered_at=None)
    turns = turn(meeting, member.user) if tell.is_told(meeting) else None
    if turns:
        told(meeting, member, turns)


departures.when_back(put_back)
