"""Methods that people made themselves: a copy that was changed, or one from a file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from circles.models import Circle
from intervision.engine import Text
from intervision.engine.text import FALLBACK

KEY = "eigen-"


class OwnMethod(models.Model):
    """A method of one circle, or of one person. No case content: everybody who may see it reads it in plain text.

    ``method`` is the newest published version, None while there is none; ``draft`` what is being changed, None when
    nothing is. ``revision`` goes up with every change of the draft, so that two people do not overwrite each other.
    """

    circle = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="methods")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="methods")
    method = models.JSONField(null=True)
    number = models.PositiveIntegerField(default=0)
    draft = models.JSONField(null=True)
    draft_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    draft_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    # What it is a copy of: key, version and name as they were then. Empty for one from a file.
    copied_from = models.CharField(max_length=40, blank=True)
    copied_version = models.PositiveIntegerField(default=0)
    copied_name = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(circle__isnull=True, owner__isnull=False) | Q(circle__isnull=False, owner__isnull=True),
                name="method_of_a_circle_or_a_person",
                violation_error_message=_("A method belongs to one circle or to one person."),
            ),
            models.CheckConstraint(
                condition=Q(method__isnull=False) | Q(draft__isnull=False), name="method_has_a_draft_or_a_version"
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        return f"{KEY}{self.pk}"

    @property
    def name(self) -> str:
        """Of the newest version, else of the draft; in the language of now."""
        return _said((self.method or self.draft)["name"])

    @property
    def source_name(self) -> str:
        """What it is a copy of, as that was called then; "" for one from a file."""
        return _said(self.copied_name)


def _said(name: dict) -> str:
    return Text.of(name).say(get_language() or FALLBACK)


class MethodVersion(models.Model):
    """What was published, by whom and when. Never changed."""

    own = models.ForeignKey(OwnMethod, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    method = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["own", "number"], name="method_version_once")]

    def __str__(self):
        return f"{self.own_id} {self.number}"
