"""What the clock, a newcomer and a departure mean for a date poll."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from circles import departures
from circles.models import Membership
from sessions_app import polls
from sessions_app.models import Poll, PollAnswer

from . import poll_mails


def remind_of_polls(now: dt.datetime | None = None) -> int:
    """Three days before the term, who still owes an answer is reminded once; returns how many. Safe to run twice."""
    now = now or timezone.now()
    on = Poll.objects.on().filter(
        closes_on=timezone.localdate(now, timezone.get_default_timezone()) + dt.timedelta(days=poll_mails.DAYS_BEFORE),
    )
    due = [poll for poll in on.select_related("season__circle") if poll_mails.is_due(poll, now)]
    return sum(_remind(poll) for poll in due if polls.takes_answers(poll))


def _remind(poll: Poll) -> int:
    owing = polls.board(poll).owing
    told = poll_mails.asked_today([poll.pk], [member.user_id for member in owing])
    owing = [member for member in owing if (poll.pk, member.user_id) not in told]
    with transaction.atomic():
        for member in owing:
            poll_mails.reminded_by_clock(poll, member)
    return len(owing)


def ask_newcomer(membership: Membership) -> None:
    """Who takes a seat while a poll is on is asked as well."""
    on = Poll.objects.on().filter(season__circle=membership.circle_id)
    for poll in on.select_related("season__circle"):
        if polls.takes_answers(poll):
            poll_mails.asked(poll, membership)


def forget_answers(membership: Membership) -> None:
    """Who leaves does not come: their answers count no more.

    A renewed agreement also announces a departure: who still has a seat keeps what they said.
    """
    if membership.left_at is None:
        return
    PollAnswer.objects.filter(membership=membership).delete()


departures.on_arrival(ask_newcomer)
departures.within(forget_answers)
