"""Areas and organisations are typed with help, so that one place gets one spelling."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circles import places
from praktijkkring.accounts.names import tidy


class PlaceField(forms.CharField):
    """A name with suggestions while typing (static/js/circles/combobox.js).

    ``listed`` is the id of a <datalist> in the page, which is also what one gets without scripts; ``source`` an
    address that suggests names.
    """

    def __init__(self, *, listed="", source="", **kwargs):
        self.suggests = {"list": listed} if listed else {}
        self.suggests |= {
            "autocomplete": "off",
            "data-combobox": source,
            "data-found": gettext_lazy("suggestions, use the arrow keys"),
            "data-nothing": gettext_lazy("No suggestion. You may type your own."),
        }
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | self.suggests

    def clean(self, value):
        return tidy(super().clean(value))


def area_field(**kwargs) -> PlaceField:
    """The page needs ``circles/_areas.html``."""
    return PlaceField(
        listed="areas",
        label=gettext_lazy("Your municipality or region"),
        help_text=gettext_lazy("Type a few letters and choose. Is yours not in the list? Type it in full."),
        max_length=120,
        **kwargs,
    )


def organisation_field() -> PlaceField:
    return PlaceField(
        source=reverse_lazy("circles:organisation_names"),
        label=gettext_lazy("Where you work"),
        max_length=160,
        required=False,
    )


class AsksWhatWasMeant:
    """For a Form with ``area`` and ``organisation``: a name that looks much like a known one is asked about once.

    Then the form has a choice ``meant_<field>`` more, with the known ones and what was typed; ``asked_<field>`` says
    about what was asked, so that something else that is typed later is looked at anew.
    """

    KNOWN = {"area": places.like_area, "organisation": places.like_organisation}

    def clean(self):
        data = super().clean()
        for name, like in self.KNOWN.items():
            typed = data.get(name)
            if not typed:
                continue
            chosen = tidy(self.data.get(f"meant_{name}", ""))
            if chosen and self.data.get(f"asked_{name}") == typed:
                data[name] = chosen[: self.fields[name].max_length]
            elif found := like(typed):
                self._ask(name, typed, found)
        return data

    def _ask(self, name: str, typed: str, found: list[str]) -> None:
        own = _("%(name)s, as I typed it") % {"name": typed}
        meant = forms.ChoiceField(
            label=gettext_lazy("Did you mean:"),
            choices=[*((one, one) for one in found), (typed, own)],
            widget=forms.RadioSelect,
        )
        asked = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields |= {f"asked_{name}": asked, f"meant_{name}": meant}
        order = list(self.fields)
        after = order.index(name) + 1
        self.order_fields([*order[:after], f"asked_{name}", f"meant_{name}", *order[after:-2]])
        self.data = self.data.copy()
        self.data[f"asked_{name}"], self.data[f"meant_{name}"] = typed, found[0]
        self.add_error(name, _("Did you mean one of these? Choose, and go on."))
