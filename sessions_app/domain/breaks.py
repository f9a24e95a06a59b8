"""Meetings on the days of a pause leave the calendar of who pauses, and come back when it ends early."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from circles import departures, pauses
from circles.models import Membership
from sessions_app.models import Attendance, Meeting
from sessions_app.states import AHEAD

from . import tell


def meetings_in(member: Membership, first: date, last: date) -> QuerySet[Meeting]:
    """The meetings to come of this member's circle on those days, both included."""
    days = Meeting.objects.filter(season__circle=member.circle_id, date__range=(first, last), state__in=AHEAD)
    return days.select_related("season__circle")


def take_out(member: Membership, meetings: Iterable[Meeting]) -> None:
    """What they answered counts no more, and their calendar is told. Who was ticked as present keeps that."""
    for meeting in meetings:
        _turn(meeting, member, tell.paused)


def put_back(member: Membership, first: date, last: date) -> None:
    """On those days no pause holds any more, unless another one does."""
    for meeting in meetings_in(member, first, last):
        if not pauses.is_paused(member, meeting.date):
            _turn(meeting, member, tell.back)


def _turn(meeting: Meeting, member: Membership, told) -> None:
    row, _made = Attendance.objects.get_or_create(meeting=meeting, membership=member)
    if row.present_from:
        return
    if not tell.is_told(meeting):
        Attendance.objects.filter(pk=row.pk).update(answer="", answered_at=None)
        return
    turns = F("calendar_turns") + 1
    Attendance.objects.filter(pk=row.pk).update(answer="", answered_at=None, calendar_turns=turns)
    row.refresh_from_db(fields=["calendar_turns"])
    told(meeting, member, row.calendar_turns)


departures.when_back(put_back)
