"""What a coordinator thinks of while composing: chairs in pencil, notes, who works under whom, limits of registers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijkkring.vault.fields import EncryptedTextField, VaultModel

from .circle import SEATS, Circle
from .invitation import Interest


class PlannedSeat(models.Model):
    """An applicant pencilled in on a chair. Nothing is promised and nobody is told."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="planned_seats")
    interest = models.OneToOneField(Interest, on_delete=models.CASCADE, related_name="planned_seat")
    seat = models.PositiveSmallIntegerField(_("seat"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["seat"]
        verbose_name = _("chair in pencil")
        verbose_name_plural = _("chairs in pencil")
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=SEATS),
                name="planned_seat_exists",
                violation_error_message=_("A circle has ten seats."),
            ),
            models.UniqueConstraint(
                fields=["circle", "seat"],
                name="planned_one_per_seat",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Somebody is pencilled in on this chair."),
            ),
        ]

    def __str__(self):
        return f"{self.interest_id} ({self.circle_id}, {self.seat})"


class ApplicantNote(VaultModel):
    """What a coordinator remembers about an applicant. For coordinators; and the applicant gets it with their data."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("note"), max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("note about an applicant")
        verbose_name_plural = _("notes about applicants")

    def __str__(self):
        return f"{self.interest_id} {self.made_at:%Y-%m-%d}"


class SameLine(models.Model):
    """Two people in one line of management. ``one`` works under ``other``, or it is not said who is the boss."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="same_lines")
    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_under = models.BooleanField(_("works under"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of management")
        verbose_name_plural = _("lines of management")
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="line_between_two"),
            models.UniqueConstraint(
                "circle",
                Least("one", "other"),
                Greatest("one", "other"),
                name="line_once_per_pair",
            ),
        ]

    def __str__(self):
        return f"{self.one_id} {self.other_id}"


class Register(models.Model):
    """A professional register that counts meetings of a circle, such as one of lawyers or of youth workers."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    circles = models.ManyToManyField(Circle, related_name="registers", blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("professional register")
        verbose_name_plural = _("professional registers")

    def __str__(self):
        return self.name


class RegisterLimit(models.Model):
    """How many people a register wants in a group, from one day to another. A new rule is a new row."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="limits")
    fewest = models.PositiveSmallIntegerField(_("at least"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["register", "valid_from"]
        verbose_name = _("limit of a register")
        verbose_name_plural = _("limits of registers")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="register_limit_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(fewest__isnull=False, most__isnull=True)
                | Q(fewest__isnull=True, most__isnull=False)
                | Q(fewest__isnull=False, most__isnull=False, most__gte=F("fewest")),
                name="register_limit_says_something",
                violation_error_message=_(
                    "Fill in how many people at least, at most or both, the smaller number first."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.register} {self.valid_from}"


class Letter(VaultModel):
    """The own words with which a coordinator said no."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    interest = models.OneToOneField(Interest, on_delete=models.CASCADE, related_name="letter")
    text = EncryptedTextField(_("text"), max_length=3000)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("letter that says no")
        verbose_name_plural = _("letters that say no")

    def __str__(self):
        return str(self.interest_id)
