"""Stop asking a circle who can when, without picking."""

from django.db import transaction
from django.utils import timezone

from praktijkkring.audit.record import record
from sessions_app import queries
from sessions_app.models import Poll, PollAnswer

from . import poll_mails
from .ask_dates import locked_poll


@transaction.atomic
def stop_asking(*, poll: Poll, by) -> Poll:
    """What people said is deleted, and who said something hears so. The meetings of the season stay, without a date.

    Refused when the dates were picked or the circle is no longer asked.
    """
    poll = locked_poll(poll, by)
    said = PollAnswer.objects.filter(proposed__poll=poll)
    for member in queries.members(poll.season.circle_id).filter(pk__in=said.values("membership")):
        poll_mails.stopped(poll, member)
    said.delete()
    poll.stopped_at = timezone.now()
    poll.save(update_fields=["stopped_at"])
    record("sessions_app.poll_stopped", by=by, scope=f"circle:{poll.season.circle_id}", season=poll.season.name)
    return poll
