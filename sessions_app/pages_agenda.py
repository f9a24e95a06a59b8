"""What the agenda of one person shows, over all circles."""

from django.utils import timezone

from . import queries, substitutes
from .domain.answer import can_answer
from .models import Attendance, CalendarFeed
from .states import AHEAD, STANDING


def agenda(user) -> dict:
    meetings = list(queries.agenda(user))
    today = timezone.localdate()
    seats = {m.circle_id: m.pk for m in user.memberships.filter(left_at__isnull=True)}
    mine = Attendance.objects.filter(meeting__in=meetings, membership__in=seats.values())
    answers = {row.meeting_id: row.answer for row in mine}
    away = queries.away_from(user, meetings)
    guests = substitutes.of_member(meetings, seats.values())
    coming = [m for m in meetings if m.date >= today and (m.state in STANDING | AHEAD) and m.state != "done"]
    return {
        "coming": [
            {
                "meeting": m,
                "answer": "" if m.pk in away else answers.get(m.pk, ""),
                "away": m.pk in away,
                "substitute": guests.get(m.pk),
                "asks": m.season.circle_id in seats
                and can_answer(m)
                and not answers.get(m.pk)
                and m.pk not in away
                and m.pk not in guests,
                "leads": m.facilitator_id == user.pk,
                "brings": bool(m.case_bringer and m.case_bringer.user_id == user.pk),
            }
            for m in coming
        ],
        "past": [m for m in reversed(meetings) if m.state == "done"],
        "feed": CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).first(),
    }
