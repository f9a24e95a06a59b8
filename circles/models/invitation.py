"""A personal, single-use, expiring offer of a seat; and somebody's wish to join."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.availability import in_words
from praktijkkring.vault.fields import EncryptedTextField, VaultModel

from .circle import Circle
from .place import Area, Organisation

REMIND_AFTER = datetime.timedelta(days=1)


class InvitationQuerySet(models.QuerySet):
    def open_at_this_moment(self):
        """Can still be answered: nobody did, and the date has not passed."""
        return self.filter(state=Invitation.State.OPEN, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An offer of a seat to one address. Only the hash of its token is stored."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    responsibility = models.CharField(_("role at work"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    seat = models.PositiveSmallIntegerField(_("seat"), null=True)
    interest = models.ForeignKey("Interest", null=True, on_delete=models.SET_NULL, related_name="invitations")
    replaces = models.ForeignKey("Membership", null=True, on_delete=models.SET_NULL, related_name="+")
    from_waiting_list = models.BooleanField(default=False)
    token_hash = models.BinaryField(max_length=32)
    issue = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "circle",
                Lower("email"),
                condition=Q(state="open"),
                name="invitation_one_open_per_address",
                violation_error_message=_("There is already an open invitation for this address."),
            ),
            models.UniqueConstraint(fields=["token_hash"], name="invitation_token_once"),
        ]

    def __str__(self):
        return f"{self.email} – {self.circle}"

    @property
    def is_open(self) -> bool:
        """Can still be answered."""
        return self.state == self.State.OPEN and self.expires_at > timezone.now()

    @property
    def has_expired(self) -> bool:
        return self.state == self.State.EXPIRED or (self.state == self.State.OPEN and not self.is_open)

    @property
    def can_be_reminded(self) -> bool:
        """A day after the invitation, and a day after the last reminder."""
        return self.is_open and (self.reminded_at or self.created_at) <= timezone.now() - REMIND_AFTER


class Interest(VaultModel):
    """Somebody wants to join. The coordinator reads it, and the applicant is told so before sending."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        INVITED = "invited", _("invited")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="interests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interests")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    responsibility = models.CharField(_("role at work"), max_length=160, blank=True)
    motivation = EncryptedTextField(_("why you want to join"), max_length=3000)
    situation = EncryptedTextField(_("your situation"), max_length=3000, blank=True)
    first_question = EncryptedTextField(_("a first burning question"), max_length=1000, blank=True)
    availability = models.JSONField(_("when you can"), default=list, blank=True)
    committed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "user"],
                condition=Q(state="waiting"),
                name="interest_once_per_person",
                violation_error_message=_("You already said that you want to join."),
            ),
        ]

    def __str__(self):
        return f"{self.user_id} – {self.circle_id}"

    @property
    def available(self) -> list[str]:
        """When this person can come, in words, a line a day."""
        return in_words(self.availability)
