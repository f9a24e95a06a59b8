"""A participant with a numbered seat, and the promise they signed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .circle import SEATS, Circle
from .place import Area, Organisation


class Membership(models.Model):
    """One person on one numbered seat. A seat is free again when ``left_at`` is set; the row stays."""

    class Reason(models.TextChoices):
        """Why a seat came free: a category, never a story. Read by the coordinators and by who it is about."""

        ASKED = "asked", _("they asked for it themselves")
        ABSENT = "absent", _("they were often not there")
        AGREEMENT = "agreement", _("the agreement was broken")
        MOVED = "moved", _("they have another job or area")
        TIME = "time", _("no time for it any more")
        FIT = "fit", _("this circle does not fit")
        PRIVATE = "private", _("something personal")
        REPLACED = "replaced", _("somebody else of the same area took over")
        OTHER = "other", _("another reason")

    circle = models.ForeignKey(Circle, verbose_name=_("circle"), on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    seat = models.PositiveSmallIntegerField(_("seat"))
    area = models.ForeignKey(
        Area, verbose_name=_("area"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    responsibility = models.CharField(_("role at work"), max_length=160, blank=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True)
    removed = models.BooleanField(_("seat taken away"), default=False)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    succeeds = models.OneToOneField(
        "self",
        verbose_name=_("took over from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successor",
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["seat"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=SEATS),
                name="membership_seat_exists",
                violation_error_message=_("A circle has ten seats."),
            ),
            models.UniqueConstraint(
                fields=["circle", "seat"],
                condition=Q(left_at__isnull=True),
                name="membership_one_per_seat",
                violation_error_message=_("This seat is taken."),
            ),
            models.UniqueConstraint(
                fields=["circle", "user"],
                condition=Q(left_at__isnull=True),
                name="membership_once_per_person",
                violation_error_message=_("This person already has a seat."),
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.circle}, {self.seat})"


class Agreement(models.Model):
    """The promise of a circle, as a numbered text. A new version must be signed again."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=10_000)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["circle", "version"], name="agreement_version_once")]

    def __str__(self):
        return f"{self.circle} v{self.version}"


class AgreementDraft(models.Model):
    """The next version while it is written; one per circle, for its coordinators. ``version`` counts the saves."""

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="agreement_draft")
    text = models.TextField(max_length=10_000)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.circle} {self.version}"


class Signature(models.Model):
    """A member signed one version of the agreement. ``name`` is what they typed as their name."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(_("signed as"), max_length=120, blank=True)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "membership"], name="signature_once")]

    def __str__(self):
        return f"{self.membership} {self.agreement}"


class Pause(models.Model):
    """A member is not asked from one day to another, both included. The seat stays theirs; so does the reading."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="pauses")
    first = models.DateField(_("from"))
    last = models.DateField(_("until and including"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first", "pk"]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="pause_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.first}–{self.last}"
