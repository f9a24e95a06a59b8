"""One method carried out live in one meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sessions_app.models import Meeting


class Run(models.Model):
    """A ronde. ``method`` is its own copy of the method; ``state`` is what the engine keeps, never content.

    ``version`` goes up by one with every change that a screen shows.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="runs")
    method_key = models.CharField(max_length=40)
    method = models.JSONField()
    state = models.JSONField(default=dict)
    # The counts of votes that are still open, sealed (see ballots.py); empty when there are none.
    ballots = models.BinaryField(default=bytes)
    version = models.PositiveIntegerField(default=1)
    # The version that the last move made. A move that was pressed on an older screen is refused; a card is not.
    moved = models.PositiveIntegerField(default=1)
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Since when the streams of whoever leads have been silent; None while they are here.
    away_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(closed_at__isnull=True), name="run_one_open_per_meeting"
            ),
        ]

    def __str__(self):
        return f"run {self.pk}"


class RunLog(models.Model):
    """What happened in a run: moves and times, never content."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.run_id} {self.action}"
