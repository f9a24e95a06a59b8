"""A list of people that is being read in: looked at and mended first, then invited as a whole, or forgotten."""

import datetime
import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijkkring.vault.fields import EncryptedTextField, VaultModel

from .circle import Circle

KEPT = datetime.timedelta(hours=4)


def forgotten_at() -> datetime.datetime:
    return timezone.now() + KEPT


class PeopleList(VaultModel):
    """What was in the file, encrypted, for four hours. ``version`` goes up with each correction."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="people_lists")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    table = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField(default=forgotten_at)

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")

    def __str__(self):
        return str(self.pk)

    @property
    def content(self) -> dict:
        """``{"header": [...], "fields": [...], "rows": [{...}]}``, see people_lists/draft.py."""
        return json.loads(self.table)
