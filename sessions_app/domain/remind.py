"""Put the reminders that are due in the outbox. Any number of workers may do it at once."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from circles import pauses
from praktijkkring.outbox.post import post
from sessions_app import queries, substitutes
from sessions_app.models import Attendance, Meeting, Question, Season
from sessions_app.reminders import BELOW_QUORUM, DAYS_BEFORE, Facts, due
from sessions_app.states import ASKED

from . import tell


def remind(now: dt.datetime | None = None) -> int:
    """Post everything that is due at ``now``; returns how many keys were due (a key that exists stays one mail)."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    horizon = today + dt.timedelta(days=max(DAYS_BEFORE.values()) + 1)
    meetings = Meeting.objects.filter(
        state__in=ASKED, season__state=Season.State.RUNNING, date__gte=today, date__lte=horizon
    ).select_related("season__circle", "facilitator", "deputy")
    return sum(_remind_of(meeting, now) for meeting in meetings)


def invite_newcomers(now: dt.datetime | None = None) -> None:
    """Who took a seat in the last day gets the dates to come, also when that crossed with setting them.

    Whose entries had gone before got them back with the seat.
    """
    now = now or timezone.now()
    meetings = Meeting.objects.filter(
        state__in=ASKED, season__state=Season.State.RUNNING, date__gte=timezone.localdate(now), asked_at__isnull=False
    ).select_related("season__circle")
    for meeting in meetings:
        since = max(meeting.asked_at, now - dt.timedelta(days=1))
        back = meeting.own_entries.filter(turns__gt=0).values("user")
        for member in queries.members(meeting.season.circle_id).filter(joined_at__gt=since).exclude(user__in=back):
            with transaction.atomic():
                tell.newcomer(meeting, member.user)


def facts_of(meeting: Meeting) -> Facts:
    """What the pure part needs to know of this meeting."""
    held = substitutes.of(meeting)
    said = dict(Attendance.objects.filter(meeting=meeting).values_list("membership_id", "answer"))
    members = list(pauses.taking_part(queries.members(meeting.season.circle_id), meeting.date))
    spent = Meeting.objects.filter(question=OuterRef("pk"), state="done").exclude(season=meeting.season_id)
    shared = Question.objects.filter(
        ~Exists(spent), circle=meeting.season.circle_id, shared_at__isnull=False, withdrawn_at__isnull=True
    )
    return Facts(
        meeting_id=meeting.pk,
        date=meeting.date,
        starts=meeting.starts,
        zone=meeting.zone,
        asked_at=meeting.asked_at,
        members=[(member.pk, member.user_id) for member in members],
        answers=substitutes.counted(said, held),
        with_question=set(shared.values_list("author_id", flat=True)),
        replaced=set(held),
        facilitator_id=meeting.facilitator_id,
        is_set=meeting.state in ASKED,
    )


def _remind_of(meeting, now):
    facts = facts_of(meeting)
    people = {member.pk: member.user for member in queries.members(meeting.season.circle_id)}
    count = 0
    for reminder in due(now, facts):
        with transaction.atomic():
            if reminder.kind == BELOW_QUORUM:
                tell.below_quorum(meeting)
            else:
                post(
                    kind=f"sessions_app.{reminder.kind}",
                    key=reminder.key,
                    to=people[reminder.membership_id],
                    refs={
                        "meeting_id": meeting.pk,
                        "membership_id": reminder.membership_id,
                        "date": reminder.date.isoformat(),
                    },
                )
        count += 1
    return count
