"""What keeps a member awake at night, and what became of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.models import Circle, Membership
from praktijkkring.vault.fields import EncryptedTextField, VaultModel


class Question(VaultModel):
    """A brandende vraag. Private until ``shared_at``; everything somebody wrote is encrypted."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("a burning question")
        AMBITION = "ambition", _("an ambition, phrased as a question")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.QUESTION)
    text = EncryptedTextField(_("your question in one sentence"), max_length=300, blank=True)
    situation = EncryptedTextField(_("what happens"), max_length=4000, blank=True)
    tried = EncryptedTextField(_("what you tried"), max_length=4000, blank=True)
    why_me = EncryptedTextField(_("why this is yours"), max_length=2000, blank=True)
    touches = models.PositiveSmallIntegerField(_("how much it touches you"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    shared_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # What became of it in the meeting.
    real_text = EncryptedTextField(_("the real question"), max_length=300, blank=True)
    outcome = EncryptedTextField(_("what I did with it"), max_length=4000, blank=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(touches__isnull=True) | models.Q(touches__gte=1, touches__lte=5),
                name="question_touches_one_to_five",
            ),
        ]

    def __str__(self):
        return f"question {self.pk}"
