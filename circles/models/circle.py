"""A group of six to ten members around one theme."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from circles.callings import Field, Form, Region

SEATS = 10
SEATS_TO_START = 6


class Circle(models.Model):
    """A kring. ``theme`` is the overarching question; ``name`` is the short name people use."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        FORMING = "forming", _("forming")
        RUNNING = "running", _("running")
        RESTING = "resting", _("resting")
        CLOSED = "closed", _("closed")

    name = models.CharField(_("short name"), max_length=80)
    theme = models.CharField(_("theme"), max_length=300)
    description = models.TextField(_("description"), max_length=3000, blank=True)
    ambition = models.TextField(_("ambition"), max_length=3000, blank=True)
    when = models.CharField(_("when"), max_length=80, blank=True)
    where = models.CharField(_("where"), max_length=80, blank=True)
    hours = models.CharField(_("at what time"), max_length=80, blank=True)
    cost = models.CharField(_("what it costs"), max_length=80, blank=True)
    field = models.CharField(_("field"), max_length=12, choices=Field, default=Field.OTHER)
    region = models.CharField(_("region"), max_length=4, choices=Region, default=Region.COUNTRY, blank=True)
    form = models.CharField(_("how you meet"), max_length=8, choices=Form, default=Form.IN_PERSON)
    decides_on = models.DateField(_("answer to applicants by"), null=True, blank=True)
    is_public = models.BooleanField(_("anybody may ask to join"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.FORMING)
    founded_at = models.DateTimeField(_("founded"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    # What was written in the circle cannot be read by anybody any more.
    erased_at = models.DateTimeField(_("content erased"), null=True)

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    @property
    def slug(self) -> str:
        """What stands beside the number in the address of the call: "oude-erven"."""
        return slugify(self.name) or "kring"


class Coordinator(models.Model):
    """Who runs the circle, from when until when. One or more at a time, never none."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="coordinators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coordinates")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "user"],
                condition=Q(until__isnull=True),
                name="coordinator_once_per_person",
                violation_error_message=_("This person runs the circle already."),
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.circle}"


class Handover(models.Model):
    """Somebody is asked for a role in the circle. Nothing changes until that person says yes."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Kind(models.TextChoices):
        OVER = "over", _("coordinator, instead of who asks")
        BESIDE = "beside", _("coordinator, beside who is one now")
        MONEY = "money", _("treasurer")
        LEAD = "lead", _("facilitator")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.OVER)
    to_email = models.EmailField(_("e-mail address"), max_length=254)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "by"],
                condition=Q(state="open", kind="over"),
                name="handover_one_open",
                violation_error_message=_("You already asked somebody to take over."),
            ),
            models.UniqueConstraint(
                fields=["circle", "kind", "to_email"],
                condition=Q(state="open"),
                name="handover_once_per_address",
                violation_error_message=_("This person was asked already."),
            ),
        ]

    def __str__(self):
        return f"{self.circle} → {self.to_email} ({self.kind})"


class RoleHolder(models.Model):
    """Treasurer, or a facilitator who can be chosen for meetings; from when until when. Reads nothing by itself."""

    class Role(models.TextChoices):
        MONEY = "money", _("treasurer")
        LEAD = "lead", _("facilitator")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="role_holders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="circle_roles")
    role = models.CharField(max_length=6, choices=Role)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "user", "role"],
                condition=Q(until__isnull=True),
                name="role_once_per_person",
                violation_error_message=_("This person has that role already."),
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.role} ({self.circle_id})"
