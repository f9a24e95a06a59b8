"""Before a wish to join is sent; and themes that people propose without running them."""

import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from praktijkkring.vault.fields import EncryptedTextField, VaultModel

from .circle import Circle


class InterestDraft(VaultModel):
    """What somebody wrote so far. Nobody but that person reads it; sending makes an Interest of it."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="interest_drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interest_drafts")
    written = EncryptedTextField(pgettext_lazy("of a wish", "answers"), default="{}")
    version = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="interest_draft_once")]

    def __str__(self):
        return f"{self.user_id} – {self.circle_id}"

    @property
    def answers(self) -> dict:
        """By name of the question, as they were typed."""
        return json.loads(self.written or "{}")


class Proposal(models.Model):
    """Who proposed a theme, and what became of it. The circle of an open one is in the state "proposed"."""

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="proposal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="proposals")
    proposed_at = models.DateTimeField(default=timezone.now)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.circle)


class Support(VaultModel):
    """Somebody says "me too" to a proposed theme, with a few words for who may take it up."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supports")
    note = EncryptedTextField(_("a few words"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="support_once_per_person")]

    def __str__(self):
        return f"{self.user_id} – {self.circle_id}"
