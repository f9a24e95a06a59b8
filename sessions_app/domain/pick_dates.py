"""Of the proposed dates, pick those of the season."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app import polls
from sessions_app.cadence import Slot
from sessions_app.models import FEWEST_MEETINGS, MOST_MEETINGS, Attendance, Meeting, Poll, ProposedDate
from sessions_app.rules import check_slot

from .ask_dates import locked_poll
from .plan_season import set_meetings


@transaction.atomic
def pick_dates(*, poll: Poll, chosen: set[int], seen: int, by) -> Poll:
    """These proposed dates become the meetings of the season; nothing is mailed before the season starts.

    ``seen`` is the version that was on the screen. Refused when somebody else picked first, for fewer than five or
    more than eight, and for a day that is past.
    """
    poll = locked_poll(poll, by)
    dates = ProposedDate.objects.filter(poll=poll, pk__in=chosen)
    if poll.version != seen or len(dates) != len(chosen):
        raise Refused(_("Somebody else just changed these dates. Look at them again."))
    if not FEWEST_MEETINGS <= len(dates) <= MOST_MEETINGS:
        raise Refused(_("Pick five to eight dates; now there are %(count)d.") % {"count": len(dates)})
    slots = [Slot(one.date, one.starts, one.ends, one.place, one.link) for one in dates]
    for slot in slots:
        check_slot(slot)
    set_meetings(poll.season, slots)
    poll.picked_at = timezone.now()
    poll.save(update_fields=["picked_at"])
    scope = f"circle:{poll.season.circle_id}"
    record("sessions_app.poll_picked", by=by, scope=scope, season=poll.season.name, count=len(slots))
    return poll


def take_over_answers(season) -> None:
    """When a season starts, who said yes to a date comes; every other answer stays to be given.

    Only for a meeting on the very day and times that people said yes to, and for who has a seat and does not pause.
    What people said is then deleted; the poll itself stays, so that an old link can say what became of it.
    """
    poll = polls.of_season(season)
    if poll is None:
        return
    poll.season = season
    days = {(day.proposed.date, day.proposed.starts, day.proposed.ends): day for day in polls.board(poll).days}
    for meeting in season.meetings.filter(state=Meeting.State.SCHEDULED, date__gte=timezone.localdate()):
        day = days.get((meeting.date, meeting.starts, meeting.ends))
        _come(meeting, day.can if day else [])
    poll.dates.all().delete()


def _come(meeting, membership_ids) -> None:
    now = timezone.now()
    rows = [
        Attendance(meeting=meeting, membership_id=pk, answer=Attendance.Answer.YES, answered_at=now)
        for pk in membership_ids
    ]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
