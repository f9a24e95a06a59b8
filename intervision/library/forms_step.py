"""One step of a method as a form: plain choices in words, the same closed lists as the engine's."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from intervision.engine import Closes, Keep, Method, Place, Role, Step, Text, Turns
from intervision.engine.vocabulary import Overrun, Repeat, Reveal, Speech

from . import limits
from .drafts import find
from .forms import heard, lines_heard, lines_said, number, said, text_fields
from .words import CLOSES, KEEPS, OVERRUN, PLACES, REPEATS, REVEALS, ROLES, SPEECH, TURNS, choices

FLOORS = (Role.BRINGER, Role.MEMBER, Role.FACILITATOR)
NUMBERS = ("minutes", "turn_seconds", "subgroups")


class StepForm(forms.Form):
    """Everything of a step but what is written and what is done with cards: those have forms of their own."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    minutes = number(_("Minutes"), limits.MOST_MINUTES, help_text=_("Zero means: no clock."))
    turns = forms.ChoiceField(label=_("In which order do people speak?"), choices=choices(TURNS))
    turn_seconds = number(
        _("Seconds for each turn"), limits.MOST_TURN_SECONDS, help_text=_("Zero means: no clock of its own.")
    )
    place = forms.ChoiceField(label=_("Where does the case-bringer sit?"), choices=choices(PLACES))
    keep = forms.ChoiceField(label=_("Who keeps what is written here?"), choices=choices(KEEPS))
    reveal = forms.ChoiceField(label=_("When are closed cards turned over?"), choices=choices(REVEALS))
    repeat = forms.ChoiceField(label=_("How often does this step come?"))
    loop_to = forms.ChoiceField(label=_("Back to which step?"), required=False)
    loop_limit = number(_("How often back at most?"), limits.MOST_PEOPLE)
    subgroups = number(_("In groups of how many people?"), limits.MOST_PEOPLE, help_text=_("Zero means: all together."))
    closes = forms.ChoiceField(label=_("What ends the step?"), choices=choices(CLOSES))
    overrun = forms.ChoiceField(label=_("And when the time is up?"), choices=choices(OVERRUN))

    def __init__(self, method: Method, place: str, *args, **kwargs):
        self.method, self.at, self.step = method, place, find(method, place)
        kwargs["initial"] = _initial(self.step)
        super().__init__(*args, **kwargs)
        self.fields |= text_fields("title", _("Name of the step"), limits.TITLE)
        self.fields |= text_fields("script", _("What the facilitator can say now"), limits.LONG, rows=2)
        for role, word in ROLES.items():
            self.fields |= text_fields(f"task_{role.value}", word, limits.TASK, rows=2)
        watch = limits.TASK * limits.MOST_WATCH
        self.fields |= text_fields("watch", _("To look out for"), watch, rows=2, help_text=_("One on each line."))
        for role in FLOORS:
            self.fields[f"floor_{role.value}"] = forms.MultipleChoiceField(
                label=ROLES[role], choices=choices(SPEECH), required=False, widget=forms.CheckboxSelectMultiple
            )
        self._repeats()

    def _repeats(self) -> None:
        """A way of a step is plain; a step with ways stays one."""
        if "." in self.at:
            for name in ("repeat", "loop_to", "loop_limit"):
                del self.fields[name]
            return
        slot = bool(self.step.modules)
        self.fields["repeat"].choices = [
            (repeat, word) for repeat, word in choices(REPEATS) if (repeat == Repeat.SLOT) == slot
        ]
        self.fields["loop_to"].choices = [("", _("To none")), *_earlier(self.method, self.at)]

    def clean(self):
        data = super().clean()
        if not heard(data, "title") and not {"title_nl", "title_en"} & set(self.errors):
            self.add_error("title_nl", _("Give the step a name."))
        return data

    @property
    def groups(self) -> list[tuple[object, list, bool]]:
        """(legend, fields, open at first)"""
        both = ("nl", "en")
        parts = [
            (_("Name and time"), ["title_nl", "title_en", "minutes"], True),
            (_("What each role reads"), [f"task_{role.value}_{one}" for role in ROLES for one in both], True),
            (
                _("What the facilitator says and watches"),
                [f"{name}_{one}" for name in ("script", "watch") for one in both],
                True,
            ),
            (
                _("Who has the floor"),
                [*(f"floor_{role.value}" for role in FLOORS), "turns", "turn_seconds", "place"],
                True,
            ),
            (
                _("More about this step"),
                ["keep", "reveal", "closes", "overrun", "repeat", "loop_to", "loop_limit", "subgroups"],
                False,
            ),
        ]
        found = []
        for legend, names, shown in parts:
            fields = [self[name] for name in names if name in self.fields]
            found.append((legend, fields, shown or any(field.errors for field in fields)))
        return found

    def changed_step(self) -> Step:
        data = self.cleaned_data
        tasks = {role: heard(data, f"task_{role.value}") for role in ROLES}
        floors = {role: frozenset(map(Speech, data[f"floor_{role.value}"])) for role in FLOORS}
        repeat = Repeat(data.get("repeat") or Repeat.ONCE)
        loops = repeat is Repeat.LOOP
        return replace(
            self.step,
            title=heard(data, "title"),
            script=heard(data, "script"),
            watch=lines_heard(data, "watch"),
            task=_merged(self.step.task, tasks),
            floor=_merged(self.step.floor, floors),
            turns=Turns(data["turns"]),
            place=Place(data["place"]),
            keep=Keep(data["keep"]),
            reveal=Reveal(data["reveal"]),
            closes=Closes(data["closes"]),
            overrun=Overrun(data["overrun"]),
            repeat=repeat,
            loop_to=data.get("loop_to", "") if loops else "",
            loop_limit=data.get("loop_limit", 0) if loops else 0,
            **{name: data[name] for name in NUMBERS},
        )


def _initial(step: Step) -> dict:
    return {
        **said(step.title, "title"),
        **said(step.script, "script"),
        **lines_said(step.watch, "watch"),
        **{
            name: value
            for role in ROLES
            for name, value in said(step.task.get(role, Text()), f"task_{role.value}").items()
        },
        **{f"floor_{role.value}": [speech.value for speech in step.speech(role)] for role in FLOORS},
        **{
            name: getattr(step, name).value
            for name in ("turns", "place", "keep", "reveal", "closes", "overrun", "repeat")
        },
        **{name: getattr(step, name) for name in (*NUMBERS, "loop_to", "loop_limit")},
    }


def _merged(old: dict, typed: dict) -> dict:
    """What was typed, without what is empty; a role that the form does not know keeps its own."""
    return {role: one for role, one in {**old, **typed}.items() if one}


def _earlier(method: Method, place: str) -> list[tuple[str, str]]:
    """The steps before this one, as choices."""
    outer = place.partition(".")[0]
    found = []
    for index, step in enumerate(method.steps, start=1):
        if step.key == outer:
            break
        found.append((step.key, f"{index}. {step.title.say()}"))
    return found
