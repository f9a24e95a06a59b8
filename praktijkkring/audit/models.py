"""What was done, by whom and when. Never what was said."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One fact. Rows are only ever added.

    ``scope`` says whose trail this belongs to, e.g. ``circle:12``; ``facts`` holds short names, dates and
    numbers that fill the sentence of ``action``.
    """

    scope = models.CharField(max_length=64, db_index=True)
    action = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.action} {self.scope}"
