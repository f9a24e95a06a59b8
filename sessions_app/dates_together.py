"""Dates that reach one person at one stroke: each in a mail of its own for the calendar, told as one set."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils import timezone

from circles import pauses
from praktijkkring.outbox.models import Message

from . import substitutes
from .models import Attendance, Meeting
from .states import ASKED

AT_ONE_STROKE = dt.timedelta(minutes=1)


def sent_with(message, meeting: Meeting) -> dict:
    """``dates``: all that went to this person with this one, in order, and which of them this is; nothing when it came alone."""
    when = message.created_at
    others = Message.objects.filter(
        kind=message.kind,
        to_user=message.to_user,
        created_at__range=(when - AT_ONE_STROKE, when + AT_ONE_STROKE),
    )
    ids = set(others.values_list("refs__meeting_id", flat=True))
    found = list(Meeting.objects.filter(pk__in=ids, season=meeting.season_id, state__in=ASKED).order_by("date"))
    if meeting not in found or len(found) == 1:
        return {"dates": []}
    return {"dates": found, "nth": found.index(meeting) + 1}


def still_open(member, meeting: Meeting) -> list[Meeting]:
    """The other dates of this season that this member was asked about and did not answer."""
    answered = Attendance.objects.filter(meeting=OuterRef("pk"), membership=member).exclude(answer="")
    ahead = Meeting.objects.filter(
        ~Exists(answered),
        ~pauses.of(member, OuterRef("date")),
        season=meeting.season_id,
        season__state="running",
        state__in=ASKED,
        date__gte=timezone.localdate(),
    )
    held = substitutes.of_member(ahead, [member.pk])
    return [one for one in ahead.exclude(pk=meeting.pk).order_by("date") if one.pk not in held]
