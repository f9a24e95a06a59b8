"""Somebody takes their seat: before the room is open, or in a run that is going on."""

import zoneinfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.access import RunStanding, TalkStanding
from intervision.engine import Code, Join, State
from intervision.errors import RefusedByEngine
from intervision.ledger import method_of, person
from intervision.models import Run
from intervision.rights import require
from praktijkkring.errors import Refused
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


def _room_for_one_more(by: RunStanding) -> None:
    """A guest takes no place that the method does not have; a member always has theirs."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=by.run.pk)
    people = State.from_dict(run.state).people
    if person(by.user) not in people and not by.guest.observes and len(people) >= method_of(run).largest:
        raise Refused(_("All places that this method has are taken. You can listen without a device."))


@transaction.atomic
def take_seat(*, by: RunStanding) -> Outcome | None:
    """Join the run. Twice is once: None when this person was in already."""
    arrive(by=by)
    if by.guest:
        _room_for_one_more(by)
    try:
        return act(by=by, command=Join(observer=by.guest.observes if by.guest else by.membership is None))
    except RefusedByEngine as refused:
        if refused.code is Code.ALREADY:
            return None
        raise
