"""The one mail about a harvest: that it is to be written, never what is in it."""

from praktijkkring.outbox.kinds import Letter, mail_kind
from sessions_app.models import Meeting


@mail_kind("intervision.harvest_asked", template="intervision/mail/harvest_asked", once=True)
def harvest_asked(message) -> Letter | None:
    """Drops for who gave up their seat since."""
    found = Meeting.objects.filter(pk=message.refs["meeting_id"], case_bringer__left_at__isnull=True)
    meeting = found.filter(case_bringer__user=message.to_user).select_related("season__circle").first()
    return meeting and Letter({"meeting": meeting, "circle": meeting.season.circle})
