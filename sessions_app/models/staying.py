"""Between two seasons: whether a member goes on."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.models import Membership

from .season import Season


class Stay(models.Model):
    """A member was asked after ``season`` whether they stay for the next one. An answer frees no chair by itself."""

    class Answer(models.TextChoices):
        STAYS = "yes", _("stays")
        UNSURE = "maybe", _("does not know yet")
        STOPS = "no", _("stops")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="stays")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="stays")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "membership"], name="stay_asked_once")]

    def __str__(self):
        return f"{self.membership_id} {self.season_id} {self.answer}"
