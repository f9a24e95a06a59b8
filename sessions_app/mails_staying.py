"""The mail that asks between two seasons who stays."""

from praktijkkring.outbox.kinds import Letter, mail_kind

from . import staying
from .models import Stay


@mail_kind("sessions_app.stay", template="sessions_app/mail/stay")
def stay(message) -> Letter | None:
    """Not for who answered in the meantime, left, or sits in a circle that went on."""
    people = ("season__circle", "membership__user")
    asked = Stay.objects.filter(pk=message.refs["stay_id"], answer="").select_related(*people).first()
    if asked is None or asked.membership.user != message.to_user or not staying.is_open(asked):
        return None
    return Letter({"circle": asked.season.circle, "season": asked.season, "token": staying.token(asked)})
