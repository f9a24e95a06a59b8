"""The entry of one meeting in one person's own calendar."""

from django.conf import settings
from django.db import models

from .meeting import Meeting


class OwnEntry(models.Model):
    """Whose entry was ever taken out again; no row is the usual case. Belongs to the person, not to a seat.

    ``turns`` is how often it went out or came back. It is added to the SEQUENCE of the meeting, so that what is sent to
    this person always rises, also with another seat, and nobody else is sent anything.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="own_entries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    turns = models.PositiveSmallIntegerField(default=0)
    is_in = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="own_entry_once")]

    def __str__(self):
        return f"{self.meeting_id} {self.user_id} {self.turns}"
