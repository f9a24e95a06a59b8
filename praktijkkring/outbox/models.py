"""Mail that is to be sent: a row in the same transaction as what caused it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One mail to one reader.

    ``key`` is unique, so a task that runs twice sends once. ``refs`` holds ids only: the text is made when the
    mail is sent, after asking again whether it should still go. ``kept`` is the mail itself, only on a machine
    without a mail server, where the local page shows it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("no longer needed")
        FAILED = "failed", _("refused")
        UNKNOWN = "unknown", _("in doubt")

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind of mail"), max_length=64)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    to_email = models.EmailField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=5, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Amsterdam")
    refs = models.JSONField(_("what it is about"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    due_at = models.DateTimeField(_("to be sent from"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken up"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    kept = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["due_at"], name="message_queued", condition=models.Q(state="queued")),
            models.Index(fields=["claimed_at"], name="message_claimed", condition=models.Q(state="claimed")),
        ]

    def __str__(self):
        return self.key
