"""The end of a circle: by whom, and when what was written in it is erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .circle import Circle


class Ending(models.Model):
    """A circle that was closed. Opening it again deletes this row; after ``erased_at`` there is no way back.

    ``first_told_at`` and ``last_told_at`` are when everybody heard for the first and the last time that what they
    wrote will be erased. Nothing is erased sooner than a week after the last time.
    """

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="ending")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)
    erase_on = models.DateField(_("content erased on"))
    first_told_at = models.DateTimeField(null=True)
    last_told_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    # How often the day was chosen anew: everybody is told of each choice, also of one that was made before.
    choices_made = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("end of a circle")
        verbose_name_plural = _("ends of circles")
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(last_told_at__isnull=False), name="ending_told_before_erased"
            ),
        ]

    def __str__(self):
        return f"{self.circle_id} {self.erase_on}"
