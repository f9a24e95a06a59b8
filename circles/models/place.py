"""Where somebody comes from, and who employs them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from circles.spelling import key_of, key_of_area


class Keyed(models.Model):
    """Has a name, and a ``key`` that is the same for two spellings of one name."""

    key = models.CharField(max_length=200, editable=False, default="")

    class Meta:
        abstract = True

    spelled = staticmethod(key_of)

    def save(self, *args, update_fields=None, **kwargs):
        """The key follows the name, also where the administration corrects one."""
        self.key = self.spelled(self.name)
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        twins = type(self).objects.filter(key=self.spelled(self.name)).exclude(pk=self.pk)
        if twin := twins.first():
            raise ValidationError({"name": _("There is one already: %(name)s.") % {"name": twin}})


class Area(Keyed):
    """A municipality or region a member comes from; also a unit that can pay.

    The listed ones (``areas/netherlands.csv``) have the ``code`` of Statistics Netherlands. One that was merged keeps its row, has
    ``valid_until`` and points to its ``successor``. An area that somebody named themselves has no code.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        PROVINCE = "province", _("province")
        WATER_BOARD = "water_board", _("water board")
        OWN = "own", _("another area")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OWN)
    code = models.CharField(_("code"), max_length=6, blank=True)
    province = models.CharField(_("province"), max_length=4, blank=True)
    also = models.CharField(_("also called"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    spelled = staticmethod(key_of_area)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="area_name_once"),
            models.UniqueConstraint(fields=["key"], name="area_key_once"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="area_code_once"),
        ]

    def __str__(self):
        return self.name


class Organisation(Keyed):
    """Who employs a member and may pay for them, with what an invoice needs.

    Merged into another it keeps its row as a second spelling: ``merged_into`` is who it is now.
    """

    name = models.CharField(_("name"), max_length=160)
    legal_name = models.CharField(_("name on the invoice"), max_length=160, blank=True)
    address = models.CharField(_("street and number, or post box"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, default="NL")
    kvk = models.CharField(_("KvK number"), max_length=8, blank=True)
    vat = models.CharField(_("VAT number"), max_length=20, blank=True)
    oin = models.CharField(_("OIN"), max_length=20, blank=True)
    peppol = models.CharField(_("Peppol address"), max_length=60, blank=True)
    reference = models.CharField(_("their reference"), max_length=60, blank=True)
    invoice_email = models.EmailField(_("e-mail address for invoices"), max_length=254, blank=True)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, on_delete=models.PROTECT, related_name="spellings"
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="organisation_name_once"),
            models.UniqueConstraint(fields=["key"], name="organisation_key_once"),
        ]

    def __str__(self):
        return self.name
