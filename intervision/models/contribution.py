"""What somebody entered in a step."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from circles.models import Circle, Membership
from praktijkkring.vault.fields import EncryptedTextField, VaultModel

from .run import Run


class Contribution(VaultModel):
    """An inbreng. ``id`` is made by the device, so that sending it twice stores it once.

    ``step`` is the index of the step in the run's own copy of the method; ``about`` is the item that this one
    answers or rewords. ``draft`` rows belong to their author alone.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SEALED = "sealed"
        SHOWN = "shown"
        WITHDRAWN = "withdrawn"

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(Membership, null=True, on_delete=models.CASCADE, related_name="contributions")
    # The facilitator may be somebody without a seat.
    author_user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    step = models.PositiveSmallIntegerField()
    lap = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12)
    text = EncryptedTextField(max_length=2000, blank=True)
    about = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    label = models.CharField(max_length=20, blank=True)
    picked = models.BooleanField(default=False)
    # The author keeps it to themself, also after the others' are shown.
    private = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    keep = models.CharField(max_length=8, default="none")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["step", "order", "created_at"]

    def __str__(self):
        return f"contribution {self.pk}"
