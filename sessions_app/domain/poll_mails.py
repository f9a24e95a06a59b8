"""What is mailed about a date poll: one row in the outbox per member, in the caller's transaction."""

import datetime as dt
import zoneinfo

from django.utils import timezone

from circles.models import Membership
from praktijkkring.outbox.models import Message
from praktijkkring.outbox.post import post
from sessions_app.models import Poll
from sessions_app.reminders import HOUR, LATE
from sessions_app.rules import ZONE

ASKED, CHANGED, REMINDED = "sessions_app.poll", "sessions_app.poll_changed", "sessions_app.poll_reminder"
STOPPED = "sessions_app.poll_stopped"
DAYS_BEFORE = 3


def asked(poll: Poll, member: Membership) -> None:
    """Twice is once, also for who joins at the moment that everybody is asked."""
    _post(ASKED, poll, member, "")


def changed(poll: Poll, member: Membership) -> None:
    """There are dates that this member did not answer about."""
    _post(CHANGED, poll, member, f":{poll.version}")


def stopped(poll: Poll, member: Membership) -> None:
    """What this member said has lapsed."""
    _post(STOPPED, poll, member, "")


def reminded_by_clock(poll: Poll, member: Membership) -> None:
    """Once per person and term."""
    _post(REMINDED, poll, member, f":{poll.closes_on.isoformat()}")


def reminded_by_hand(poll: Poll, member: Membership) -> None:
    _post(REMINDED, poll, member, f":{poll.closes_on.isoformat()}:{timezone.localdate().isoformat()}")


def is_due(poll: Poll, now: dt.datetime) -> bool:
    """Three days before the term, at nine in the morning, and not for who was only just asked."""
    day = poll.closes_on - dt.timedelta(days=DAYS_BEFORE)
    at = dt.datetime.combine(day, HOUR, tzinfo=zoneinfo.ZoneInfo(ZONE))
    return at <= now < at + LATE and poll.opened_at <= at - dt.timedelta(days=1)


def asked_today(poll_ids, user_ids) -> set[tuple[int, int]]:
    """Poll and person of every mail that asked for dates today. One query."""
    mails = Message.objects.filter(
        kind__in=(ASKED, CHANGED, REMINDED),
        to_user__in=user_ids,
        refs__poll_id__in=list(poll_ids),
        created_at__date=timezone.localdate(),
    )
    return set(mails.values_list("refs__poll_id", "to_user_id"))


def _post(kind, poll, member, moment):
    post(
        kind=kind,
        key=f"{kind}:{poll.pk}:{member.pk}{moment}",
        to=member.user,
        refs={"poll_id": poll.pk, "version": poll.version},
    )
