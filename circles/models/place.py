"""Where somebody comes from, and who employs them."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A municipality or region a member comes from; also a unit that can pay."""

    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="area_name_once")]

    def __str__(self):
        return self.name


class Organisation(models.Model):
    """Who employs a member and may pay for them."""

    name = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="organisation_name_once")]

    def __str__(self):
        return self.name
