"""Somebody from outside at one meeting: a substitute for a member, or an expert."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circles.models import Membership

from .meeting import Meeting


class GuestPass(models.Model):
    """A gastpas: for one person and one meeting, good from the signature until the meeting is over.

    Only the hash of its token is stored. Who signed is bound to it by account and by name.
    """

    class Kind(models.TextChoices):
        SUBSTITUTE = "substitute", _("substitute")
        EXPERT = "expert", _("expert")

    class State(models.TextChoices):
        OPEN = "open", _("asked")
        SIGNED = "signed", _("signed")
        DECLINED = "declined", _("said no")
        WITHDRAWN = "withdrawn", _("withdrawn")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="guest_passes", verbose_name=_("meeting")
    )
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(_("as what"), max_length=10, choices=Kind)
    instead_of = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("instead of")
    )
    # An expert may look on and speak, without laying cards.
    observes = models.BooleanField(_("looks on"), default=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(_("asked on"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="guest_passes",
        verbose_name=_("person"),
    )
    signed_at = models.DateTimeField(_("signed on"), null=True, blank=True)
    promise_version = models.PositiveSmallIntegerField(_("version of the promise"), null=True, blank=True)

    class Meta:
        verbose_name = _("guest pass")
        verbose_name_plural = _("guest passes")
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=Q(state__in=["open", "signed"]),
                name="guest_once_per_meeting",
                violation_error_message=_("This person is already asked for this meeting."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "instead_of"],
                condition=Q(state__in=["open", "signed"]),
                name="guest_one_substitute_per_member",
                violation_error_message=_("Somebody already comes instead of this member."),
            ),
            models.CheckConstraint(
                condition=Q(kind="substitute", instead_of__isnull=False) | Q(kind="expert", instead_of__isnull=True),
                name="guest_substitute_is_for_a_member",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(user__isnull=False, signed_at__isnull=False),
                name="guest_signed_is_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.name or self.email} – {self.meeting_id}"
