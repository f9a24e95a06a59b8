"""What the circle keeps of a meeting, and what a member takes home."""

from django.db import models
from django.utils import timezone

from circles.models import Circle, Membership
from praktijkkring.vault.fields import EncryptedTextField, VaultModel
from sessions_app.models import Meeting


class Harvest(VaultModel):
    """The opbrengst of one meeting: first and real question side by side, the commitment, agreements."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="harvest")
    first_question = EncryptedTextField(max_length=300)
    real_question = EncryptedTextField(max_length=300, blank=True)
    commitment = EncryptedTextField(max_length=1000, blank=True)
    commitment_due = models.DateField(null=True)
    looked_back = EncryptedTextField(max_length=2000, blank=True)
    agreements = EncryptedTextField(max_length=4000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"harvest {self.pk}"


class Insight(VaultModel):
    """An inzicht: one sentence a member takes home. Private unless its author shares it with the circle."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="insights")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="insights")
    text = EncryptedTextField(max_length=500)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["meeting", "author"], name="insight_one_per_member")]

    def __str__(self):
        return f"insight {self.pk}"
