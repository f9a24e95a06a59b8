"""Areas and organisations are typed with help, so that one place gets one spelling."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circles import places
from praktijkkring.accounts.names import tidy


class PlaceField(forms.CharField):
    """A name with a list to choose from: suggestions while typing, a plain list without scripts.

    ``source``: "areas" (the list stands in the page) or the address that suggests organisations.
    """

    def __init__(self, *, source: str, **kwargs):
        self.source = source
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"data-combobox": "", "autocomplete": "off"}

    def clean(self, value):
        return tidy(super().clean(value))


def area_field(**kwargs) -> PlaceField:
    field = PlaceField(
        source="areas",
        label=gettext_lazy("Your municipality or region"),
        help_text=gettext_lazy("Type a few letters and choose. Is yours not in the list? Type it in full."),
        max_length=120,
        **kwargs,
    )
    field.widget.attrs["list"] = "areas"
    return field


def organisation_field(**kwargs) -> PlaceField:
    field = PlaceField(
        source="organisations", label=gettext_lazy("Where you work"), max_length=160, required=False, **kwargs
    )
    field.widget.attrs["list"] = "organisations"
    return field


class AsksWhatWasMeant:
    """For a Form with ``area`` and ``organisation``: a name that looks much like a known one is asked about once.

    The page offers the known ones and what was typed as choices in ``meant_<field>``; ``asked_<field>`` says about
    what was asked, so that something else that is typed later is looked at anew.
    """

    KNOWN = {"area": places.like_area, "organisation": places.like_organisation}

    def clean(self):
        data = super().clean()
        self.suggested = {}
        for name, like in self.KNOWN.items():
            typed = data.get(name)
            if not typed:
                continue
            chosen = tidy(self.data.get(f"meant_{name}", ""))
            if chosen and self.data.get(f"asked_{name}") == typed:
                data[name] = chosen[: self.fields[name].max_length]
            elif found := like(typed):
                self.suggested[name] = [*found, typed]
                self.add_error(name, _("Did you mean one of these? Choose, and go on."))
        return data
