"""What was done, by whom and when. Never what was said."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One fact. Rows are only ever added: the database refuses to change or delete one, except to forget ``by``.

    ``scope`` says whose trail this belongs to, e.g. ``circle:12``; ``facts`` holds short names, dates and
    numbers that fill the sentence of ``action``. ``automatic``: the product did it, nobody pressed anything.
    """

    scope = models.CharField(_("trail of"), max_length=64)
    action = models.CharField(_("deed"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("done by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    automatic = models.BooleanField(_("done by the product itself"), default=False)
    at = models.DateTimeField(_("at what moment"), default=timezone.now)
    facts = models.JSONField(_("names and numbers"), default=dict)

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["scope", "-at", "-id"], name="audit_trail")]

    def __str__(self):
        return date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
