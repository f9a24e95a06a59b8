"""The mails about the end of a circle: that it was closed, when what was written is erased, and that it was."""

from praktijkkring.outbox.kinds import Letter, mail_kind

from .models import Ending


def _ending(message, *, erased: bool) -> Letter | None:
    """Drops when the circle was opened again, or the day was moved since."""
    found = Ending.objects.filter(pk=message.refs["ending_id"], erased_at__isnull=not erased)
    ending = found.select_related("circle", "by").first()
    if ending is None or ending.erase_on.isoformat() != message.refs["erase_on"]:
        return None
    return Letter({"circle": ending.circle, "ending": ending})


@mail_kind("circles.closed", template="circles/mail/closed")
def closed(message):
    return _ending(message, erased=False)


@mail_kind("circles.term_changed", template="circles/mail/term_changed")
def term_changed(message):
    return _ending(message, erased=False)


@mail_kind("circles.erase_soon", template="circles/mail/erase_soon")
def erase_soon(message):
    return _ending(message, erased=False)


@mail_kind("circles.erased", template="circles/mail/erased")
def erased(message):
    return _ending(message, erased=True)
