"""One wrapped key per vault scope (a circle)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VaultKey(models.Model):
    """The key of one scope, wrapped with a root key (AES-KW). Without it the content of the scope is noise.

    ``scope`` is text such as ``circle:12``. A destroyed key keeps its row, so that a restored backup can be
    told again what was destroyed.
    """

    scope = models.CharField(_("key of"), max_length=64, unique=True)
    root = models.CharField(_("wrapped with"), max_length=32)
    wrapped = models.BinaryField(_("the wrapped key"), null=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    destroyed_at = models.DateTimeField(_("destroyed"), null=True)

    class Meta:
        verbose_name = _("key of the vault")
        verbose_name_plural = _("keys of the vault")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False) ^ models.Q(destroyed_at__isnull=False),
                name="vault_key_present_or_destroyed",
            ),
        ]

    def __str__(self):
        return self.scope
