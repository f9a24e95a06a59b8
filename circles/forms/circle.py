"""What a coordinator tells about a circle, and what its members promise each other."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from circles.domain.found import DESCRIBED
from circles.models import Circle
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

MOST_AGREEMENT = 10_000


def agreement_field() -> forms.CharField:
    return forms.CharField(
        label=_("Agreement of the circle"),
        help_text=_("Every member reads and signs this text before taking a seat. Change it as you like."),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=MOST_AGREEMENT,
    )


class CircleForm(CarriesOut, forms.ModelForm):
    """Describe a circle."""

    class Meta:
        model = Circle
        fields = DESCRIBED
        labels = {
            "name": _("Short name"),
            "theme": _("Theme, as a question"),
            "description": _("For whom is it?"),
            "ambition": _("What do you want to reach together?"),
            "when": _("When"),
            "where": _("Where"),
            "hours": _("At what time"),
            "cost": _("What it costs"),
            "is_public": _("Show this circle in the list of open themes, so that anybody can ask to join"),
        }
        help_texts = {
            "name": _("This is what you call the circle among yourselves."),
            "theme": _("The one big question that all members have in common."),
            "description": _("Who sits at the table, and what do they recognise in each other?"),
            "when": _("For example: 7 evenings, from January."),
            "where": _("For example: at each other's place in turn."),
            "hours": _("For example: 19.30 to 22.00."),
            "cost": _("For example: around € 2,000 per municipality."),
        }
        widgets = {
            "theme": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 4}),
            "ambition": forms.Textarea(attrs={"rows": 4}),
        }

    def clean_theme(self):
        """One line: the theme is a heading, and the subject of a mail."""
        return " ".join(self.cleaned_data["theme"].split())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        back = reverse("circles:circle", args=[self.instance.pk]) if self.instance.pk else reverse("circles:mine")
        facts = (Row("when", "where"), Row("hours", "cost"))
        layout = Layout("name", "theme", "description", "ambition", *facts, "is_public", *self.more)
        self.helper = PkHelper(submit=self.submit, cancel=back, layout=layout)

    submit = _("Save")
    more = ()


class FoundForm(CircleForm):
    """Describe a new circle, with the first text of its agreement."""

    agreement_text = agreement_field()
    submit = _("Found the circle")
    more = ("agreement_text",)

    def __init__(self, *args, language="nl", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement_text"].initial = standard_agreement(language)


class AgreementForm(CarriesOut, forms.Form):
    """A new version of the agreement."""

    text = agreement_field()

    def __init__(self, *args, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Make this the new version"), cancel=cancel)


def standard_agreement(language: str) -> str:
    """The text to begin with, in Dutch or English."""
    return render_to_string(f"circles/agreement/{'en' if language.startswith('en') else 'nl'}.txt").strip()
