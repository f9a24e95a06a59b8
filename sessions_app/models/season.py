"""One year of a circle."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.models import Circle

FEWEST_MEETINGS = 5
MOST_MEETINGS = 8


class Season(models.Model):
    """A seizoen: five to eight meetings, one budget, one harvest."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")

    circle = models.ForeignKey(Circle, verbose_name=_("circle"), on_delete=models.CASCADE, related_name="seasons")
    name = models.CharField(_("name"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["circle"],
                condition=Q(state="running"),
                name="season_one_running",
                violation_error_message=_("This circle already has a season that is on."),
            ),
        ]

    def __str__(self):
        return f"{self.circle} {self.name}"
