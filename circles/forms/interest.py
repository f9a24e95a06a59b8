"""A wish to join, in six small steps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles import availability
from praktijkkring.accounts.names import NameField

from .places import AsksWhatWasMeant, area_field, organisation_field
from .refusal import CarriesOut

LONG, SHORT = 3000, 1000


class Step(CarriesOut, forms.Form):
    """One screen. ``title`` asks, ``readers`` says who reads the answer, ``partly`` takes what is there so far."""

    title = ""
    readers = "coordinator"

    def __init__(self, *args, partly=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.partly = partly
        for field in self.fields.values():
            field.required = field.required and not partly


class SituationStep(Step):
    title = _("Who are you at work?")
    readers = "circle"
    name = NameField()
    responsibility = forms.CharField(
        label=_("Your role at work"),
        help_text=_("For example: alderman for space and agriculture."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    situation = forms.CharField(
        label=_("What is your situation?"),
        help_text=_("What are you responsible for, and what is going on? A few sentences will do."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class PlaceStep(AsksWhatWasMeant, Step):
    title = _("Where do you come from?")
    readers = "circle"
    area = area_field()
    organisation = organisation_field()

    def clean(self):
        return self.cleaned_data if self.partly else super().clean()


class MotivationStep(Step):
    title = _("Why do you want to join?")
    motivation = forms.CharField(
        label=_("Your motivation"),
        help_text=_("What do you hope to find here, and what do you bring?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 7}),
    )


class QuestionStep(Step):
    title = _("What keeps you awake?")
    first_question = forms.CharField(
        label=_("A first burning question"),
        help_text=_("Something of now, from your own work; or an ambition, as a question. You can change it later."),
        max_length=SHORT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WhenStep(Step):
    title = _("When can you come?")
    availability = forms.MultipleChoiceField(
        label=_("Parts of the week that suit you"),
        help_text=_("Tick what usually works. No answer is fine too."),
        choices=[(code, code) for code in availability.CODES],
        required=False,
    )


class CommitStep(Step):
    title = _("I commit")
    attend = forms.BooleanField(label=_("I am there every time, and I let you know early when I really cannot."))
    bring = forms.BooleanField(label=_("I bring in a question of my own when it is my turn."))
    silent = forms.BooleanField(label=_("What is said in the circle stays in the circle."))
    pay = forms.BooleanField(label=_("I share in the costs, or my organisation does."))


STEPS = {
    "situatie": SituationStep,
    "plek": PlaceStep,
    "motivatie": MotivationStep,
    "vraag": QuestionStep,
    "wanneer": WhenStep,
    "toezegging": CommitStep,
}
ORDER = tuple(STEPS)


def step_after(step: str) -> str | None:
    """The next step; None after the last."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None


def told(answers: dict) -> tuple[dict, list[str]]:
    """All answers as the steps clean them, and the steps that are not complete. For a stored draft."""
    clean, missing = {}, []
    given = dict(answers)
    for place in ("area", "organisation"):  # what was kept was asked about before
        given[f"asked_{place}"] = given[f"meant_{place}"] = answers.get(place, "")
    for name, step in STEPS.items():
        form = step(given)
        if answers.keys() >= step.base_fields.keys() and form.is_valid():
            clean |= form.cleaned_data
        else:
            missing.append(name)
    return clean, missing


def starting_answers(user) -> dict:
    """What is known of somebody already: their name and their profile."""
    profile = getattr(user, "profile", None)
    known = {"name": user.name}
    if profile:
        known |= {
            "responsibility": profile.function,
            "area": str(profile.area or ""),
            "organisation": str(profile.organisation or ""),
        }
    return {name: value for name, value in known.items() if value}
