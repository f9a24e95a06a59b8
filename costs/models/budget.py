"""The planned cost of a season and how it is divided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sessions_app.models import Season

INDICATION_CENTS = 200_000


class Budget(models.Model):
    """A begroting with its verdeelsleutel. Locked when the season starts."""

    class Key(models.TextChoices):
        MEMBER = "member", _("per member")
        AREA = "area", _("per area")

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="budget")
    key = models.CharField(_("cost key"), max_length=6, choices=Key, default=Key.MEMBER)
    indication_cents = models.PositiveIntegerField(default=INDICATION_CENTS)
    locked_at = models.DateTimeField(null=True)
    # How many there were when it was divided: the plan behind shares that stand is not counted anew.
    members_counted = models.PositiveSmallIntegerField(null=True, editable=False)
    meetings_counted = models.PositiveSmallIntegerField(null=True, editable=False)

    def __str__(self):
        return f"budget {self.season_id}"


class BudgetLine(models.Model):
    """One expected cost. ``amount_cents`` is per unit of ``basis``."""

    class Basis(models.TextChoices):
        FIXED = "fixed", _("fixed")
        MEETING = "meeting", _("per meeting")
        MEMBER = "member", _("per member")
        MEMBER_MEETING = "member_meeting", _("per member per meeting")

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    label = models.CharField(_("what for"), max_length=120)
    basis = models.CharField(_("counted"), max_length=14, choices=Basis, default=Basis.FIXED)
    amount_cents = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.label


class Sponsor(models.Model):
    """Gives money to a season, reads nothing."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="sponsors")
    name = models.CharField(_("name"), max_length=120)
    amount_cents = models.PositiveIntegerField()

    def __str__(self):
        return self.name
