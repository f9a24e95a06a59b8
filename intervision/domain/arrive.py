"""Somebody takes their seat: before the room is open, or in a run that is going on."""

import zoneinfo

from django.db import transaction
from django.utils import timezone

from intervision.access import RunStanding, TalkStanding
from intervision.engine import Code, Join
from intervision.errors import RefusedByEngine
from intervision.rights import require
from sessions_app.models import Attendance, Meeting

from .act import Outcome, act


@transaction.atomic
def arrive(*, by: TalkStanding) -> Attendance | None:
    """Note that a member is here, from now unless it was noted before; only on the day of the meeting.

    None when nothing is noted: another day, or somebody who leads without a seat.
    """
    require(by, "run.wait")
    today = timezone.localdate(timezone=zoneinfo.ZoneInfo(by.meeting.zone))
    if by.membership is None or (by.meeting.date != today and by.meeting.state != Meeting.State.LIVE):
        return None
    row, _made = Attendance.objects.get_or_create(meeting=by.meeting, membership=by.membership)
    Attendance.objects.filter(pk=row.pk, present_from__isnull=True).update(present_from=timezone.now())
    Attendance.objects.filter(pk=row.pk).update(present_until=None)
    return row


@transaction.atomic
def take_seat(*, by: RunStanding) -> Outcome | None:
    """Join the run. Twice is once: None when this person was in already."""
    arrive(by=by)
    try:
        return act(by=by, command=Join(observer=by.membership is None))
    except RefusedByEngine as refused:
        if refused.code is Code.ALREADY:
            return None
        raise
