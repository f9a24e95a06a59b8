"""The mails of a date poll: what is asked, until when, and a link that needs no log-in."""

from circles.models import Membership
from praktijkkring.outbox.kinds import Letter, mail_kind

from . import polls
from .models import Poll


@mail_kind("sessions_app.poll", template="sessions_app/mail/poll")
def poll(message) -> Letter | None:
    return _asked(message)


@mail_kind("sessions_app.poll_changed", template="sessions_app/mail/poll_changed")
def poll_changed(message) -> Letter | None:
    """Not for an older change: the newest has its own mail."""
    found = _asked(message)
    return found if found and found.context["poll"].version == message.refs["version"] else None


@mail_kind("sessions_app.poll_reminder", template="sessions_app/mail/poll_reminder", once=True)
def poll_reminder(message) -> Letter | None:
    return _asked(message)


@mail_kind("sessions_app.poll_stopped", template="sessions_app/mail/poll_stopped")
def poll_stopped(message) -> Letter | None:
    """Not when the circle is asked anew in the meantime, and not to who left."""
    found = Poll.objects.filter(pk=message.refs["poll_id"], stopped_at__isnull=False)
    found = found.select_related("season__circle").first()
    if found is None or _seat(message, found) is None:
        return None
    return Letter({"poll": found, "circle": found.season.circle, "season": found.season})


def _seat(message, found: Poll) -> Membership | None:
    if message.to_user is None or not message.to_user.is_active:
        return None
    seats = Membership.objects.filter(circle=found.season.circle_id, user=message.to_user, left_at__isnull=True)
    return seats.first()


def _asked(message) -> Letter | None:
    """Not for who answered everything in the meantime or left, and not after the term."""
    found = Poll.objects.filter(pk=message.refs["poll_id"]).select_related("season__circle").first()
    seat = _seat(message, found) if found and polls.takes_answers(found) else None
    if seat is None:
        return None
    board = polls.board(found)
    if seat not in board.owing:
        return None
    return Letter(
        {
            "poll": found,
            "circle": found.season.circle,
            "season": found.season,
            "count": len(board.ahead),
            "open": sum(day.owes(seat.pk) for day in board.days),
            "token": polls.token(found, seat),
        }
    )
