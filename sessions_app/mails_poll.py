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


def _asked(message) -> Letter | None:
    """Not for who answered everything in the meantime or left, and not after the term."""
    found = Poll.objects.filter(pk=message.refs["poll_id"]).select_related("season__circle").first()
    if found is None or not polls.takes_answers(found) or message.to_user is None or not message.to_user.is_active:
        return None
    circle = found.season.circle
    seat = Membership.objects.filter(circle=circle, user=message.to_user, left_at__isnull=True).first()
    board = polls.board(found)
    if seat is None or seat not in board.owing:
        return None
    return Letter(
        {
            "poll": found,
            "circle": circle,
            "season": found.season,
            "count": len(board.ahead),
            "open": sum(day.owes(seat.pk) for day in board.days),
            "token": polls.token(found, seat),
        }
    )
