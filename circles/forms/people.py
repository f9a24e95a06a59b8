"""Who somebody is at work, and what an invoice to an organisation needs."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circles.domain.places import INVOICED
from circles.models import Organisation
from praktijkkring.ui.crispy import PkHelper

from .places import AsksWhatWasMeant, area_field, organisation_field
from .refusal import CarriesOut

MOST_REGISTERS = 6
MOST_TYPED = 40
SPACED = ("kvk", "oin", "vat")
DUTCH_VAT = re.compile(r"NL\d{9}B\d{2}")
FOREIGN_VAT = re.compile(r"[A-Z]{2}[A-Z0-9]{2,18}")
PEPPOL = re.compile(r"\d{4}:[A-Za-z0-9._~-]{1,50}")


class ProfileForm(CarriesOut, AsksWhatWasMeant, forms.Form):
    """``registers`` are the known names; six pairs of register and number, empty ones count as nothing."""

    function = forms.CharField(
        label=gettext_lazy("Your function"),
        help_text=gettext_lazy("For example: alderman for space and agriculture."),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    responsibility = forms.CharField(
        label=gettext_lazy("What you are responsible for"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    area = area_field(required=False)
    organisation = organisation_field()
    ask_me = forms.CharField(
        label=gettext_lazy("What others can ask you"),
        help_text=gettext_lazy("What do you know from experience, that may help somebody else?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    also_in_circles = forms.BooleanField(
        label=gettext_lazy("Also change my function, area and organisation in the circles where I sit"),
        help_text=gettext_lazy(
            "A division of costs that was fixed stays as it is until the next season: your old area pays on for you. "
            "One that is not fixed yet your coordinator can make anew."
        ),
        required=False,
    )

    def __init__(self, *args, registrations=(), has_seat=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_seat:
            del self.fields["also_in_circles"]
        self.pairs = []
        for number in range(min(MOST_REGISTERS, len(registrations) + 1)):
            register, own = registrations[number] if number < len(registrations) else ("", "")
            self._pair(number, register, own)

    def _pair(self, number: int, register: str, own: str) -> None:
        named, numbered = f"register_{number}", f"number_{number}"
        self.fields[named] = forms.CharField(
            label=gettext_lazy("Register"), max_length=80, required=False, initial=register
        )
        self.fields[named].widget.attrs["list"] = "registers"
        self.fields[numbered] = forms.CharField(
            label=gettext_lazy("Your number"), max_length=40, required=False, initial=own
        )
        self.pairs.append((self[named], self[numbered]))

    def clean(self):
        data = super().clean()
        found = {}
        for named, numbered in self.pairs:
            register, number = data.pop(named.name, "").strip(), data.pop(numbered.name, "").strip()
            if bool(register) != bool(number):
                self.add_error(named.name, _("Fill in both the register and your number, or neither."))
            elif register in found:
                self.add_error(named.name, _("This register is there twice."))
            elif register:
                found[register] = number
        data["registrations"] = found
        return data


class OrganisationForm(CarriesOut, forms.ModelForm):
    """What an invoice needs; everything may stay empty until there is an invoice."""

    class Meta:
        model = Organisation
        fields = INVOICED
        labels = {
            "legal_name": gettext_lazy("Name on the invoice"),
            "address": gettext_lazy("Street and number, or post box"),
            "postal_code": gettext_lazy("Postal code"),
            "place": gettext_lazy("Place"),
            "country": gettext_lazy("Country"),
            "kvk": gettext_lazy("KvK number"),
            "vat": gettext_lazy("VAT number"),
            "oin": gettext_lazy("OIN"),
            "peppol": gettext_lazy("Peppol address"),
            "reference": gettext_lazy("Their reference"),
            "invoice_email": gettext_lazy("E-mail address for invoices"),
        }
        help_texts = {
            "country": gettext_lazy("Two letters, such as NL."),
            "kvk": gettext_lazy("Eight digits."),
            "vat": gettext_lazy("For example: NL123456789B01."),
            "oin": gettext_lazy("Twenty digits; only public bodies have one."),
            "peppol": gettext_lazy("For example: 0106:12345678. Leave it empty when you do not know it."),
            "reference": gettext_lazy("An order number or cost centre that must be on every invoice."),
        }

    def __init__(self, *args, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        for name in SPACED:  # typed with spaces and dots they are longer than what is kept
            self.fields[name].validators = [MaxLengthValidator(MOST_TYPED)]
            self.fields[name].widget.attrs["maxlength"] = str(MOST_TYPED)
        self.helper = PkHelper(cancel=cancel)

    def clean_kvk(self):
        return self._digits("kvk", 8, _("A KvK number has eight digits."))

    def clean_oin(self):
        return self._digits("oin", 20, _("An OIN has twenty digits."))

    def clean_country(self):
        country = self.cleaned_data["country"].strip().upper()
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise ValidationError(_("Two letters, such as NL."), code="country")
        return country

    def clean_vat(self):
        vat = re.sub(r"[\s.-]", "", self.cleaned_data["vat"]).upper()
        if vat and not (DUTCH_VAT if vat.startswith("NL") else FOREIGN_VAT).fullmatch(vat):
            raise ValidationError(_("A Dutch VAT number looks like NL123456789B01."), code="vat")
        return vat

    def clean_peppol(self):
        peppol = self.cleaned_data["peppol"].replace(" ", "")
        if peppol and not PEPPOL.fullmatch(peppol):
            raise ValidationError(_("A Peppol address is four digits, a colon and a number."), code="peppol")
        return peppol

    def clean_postal_code(self):
        code = " ".join(self.cleaned_data["postal_code"].upper().split())
        if dutch := re.fullmatch(r"([1-9]\d{3}) ?([A-Z]{2})", code):
            return f"{dutch[1]} {dutch[2]}"
        return code

    def clean(self):
        data = super().clean()
        code = data.get("postal_code")
        if code and data.get("country") == "NL" and not re.fullmatch(r"[1-9]\d{3} [A-Z]{2}", code):
            self.add_error("postal_code", _("A Dutch postal code is four digits and two letters."))
        return data

    def _digits(self, name: str, count: int, sentence: str) -> str:
        digits = re.sub(r"[\s.-]", "", self.cleaned_data[name])
        if digits and not re.fullmatch(rf"[0-9]{{{count}}}", digits):
            raise ValidationError(sentence, code=name)
        return digits


class MergeForm(CarriesOut, forms.Form):
    """Which organisation it really is."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("It is the same as"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args, organisation, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organisation.objects.filter(merged_into__isnull=True).exclude(pk=organisation.pk)
        self.fields["into"].queryset = others
        self.helper = PkHelper(submit=gettext_lazy("Make them one"), cancel=cancel, danger=True)
