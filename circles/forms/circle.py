"""What a coordinator tells about a circle, and what its members promise each other."""

from crispy_forms.layout import Div, Layout, Row
from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from circles.callings import Field, Form
from circles.domain.found import DESCRIBED
from circles.models import Circle
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

MOST_AGREEMENT = 10_000


class Fold(Div):
    """Fields that may wait: folded until somebody opens them, or until one of them is wrong."""

    template = "circles/_fold.html"

    def __init__(self, title, *fields, unfolded=False):
        super().__init__(*fields)
        self.title, self.unfolded = title, unfolded


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
            "field": _("Field"),
            "region": _("For people from"),
            "form": _("How you meet"),
            "decides_on": _("When do applicants hear from you?"),
            "is_public": _("Show this circle in the list of open themes, so that anybody can ask to join"),
        }
        help_texts = {
            "name": _("This is what you call the circle among yourselves."),
            "theme": _("The one big question that all members have in common."),
            "description": _("Who sits at the table, and what do they recognise in each other?"),
            "when": _("For example: 7 evenings, from January."),
            "where": _("For example: at each other's place in turn."),
            "hours": _("For example: 19.30 to 22.00."),
            "cost": _("For example: around €2,000 per municipality."),
            "decides_on": _("This date stands on the page of the circle."),
            "is_public": _(
                "Your name stands there as the coordinator. Without it only whom you invite knows of the circle."
            ),
        }
        widgets = {
            "theme": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 4}),
            "ambition": forms.Textarea(attrs={"rows": 4}),
            "form": forms.RadioSelect,
            "decides_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_theme(self):
        """One line: the theme is a heading, and the subject of a mail."""
        return " ".join(self.cleaned_data["theme"].split())

    def clean_field(self):
        return self.cleaned_data["field"] or Field.OTHER

    def clean_form(self):
        return self.cleaned_data["form"] or Form.IN_PERSON

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        back = reverse("circles:circle", args=[self.instance.pk]) if self.instance.pk else reverse("circles:mine")
        self.fields["region"].unmarked = True
        for name in ("field", "form"):
            self.fields[name].required = False
            self.fields[name].unmarked = True
            self.fields[name].choices = list(Circle._meta.get_field(name).choices)  # noqa: SLF001 - no empty choice
        facts = ("form", Row("when", "where"), Row("hours", "cost"), "ambition", "decides_on")
        first = ("name", "theme", "description", Row("field", "region"), "is_public")
        later = Fold(_("Dates, place, costs and ambition"), *facts, unfolded=bool(self.instance.pk))
        self.helper = PkHelper(submit=self.submit, cancel=back, layout=Layout(*first, later, *self.more))

    submit = _("Save")
    more = ()


class FoundForm(CircleForm):
    """Describe a new circle, with the first text of its agreement."""

    agreement_text = agreement_field()
    submit = _("Found the circle")
    more = (Fold(_("The agreement of the circle: there is a good text already"), "agreement_text"),)

    def __init__(self, *args, language="nl", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement_text"].initial = standard_agreement(language)


def standard_agreement(language: str) -> str:
    """The text to begin with, in Dutch or English."""
    return render_to_string(f"circles/agreement/{'en' if language.startswith('en') else 'nl'}.txt").strip()
