"""Who somebody is at work, written down once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from praktijkkring.vault.fields import EncryptedTextField, VaultModel

from .place import Area, Organisation


class Profile(models.Model):
    """Seen by the members of one's circles, their facilitators and coordinators; the form says so."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    function = models.CharField(_("function"), max_length=160, blank=True)
    responsibility = models.TextField(_("responsible for"), max_length=600, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ask_me = models.TextField(_("what others can ask me"), max_length=600, blank=True)

    def __str__(self):
        return str(self.user)


class Registration(VaultModel):
    """Somebody's number in a professional register. They see it, and of who leads also the circle; a proof may print it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    register = models.CharField(_("register"), max_length=80)
    number = EncryptedTextField(_("number"), max_length=40)

    class Meta:
        ordering = ["register"]
        constraints = [models.UniqueConstraint(fields=["user", "register"], name="registration_once_per_register")]

    def __str__(self):
        return f"{self.user_id} – {self.register}"

    @property
    def vault_scope(self) -> str:
        """The person's own key: no circle has to do with it."""
        return f"person:{self.user_id}"
