"""What is written in a step, and what is done with cards: a row of the form for each."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from intervision.engine import Act, Harvest, Identity, Input, Keep, Kind, Shown, Text
from intervision.engine.vocabulary import Verb, Who

from . import limits
from .forms import heard, lines_heard, lines_said, number, said, text_fields
from .words import HARVESTS, KEEPS, KINDS, SHOWN, VERBS, WRITERS, choices

KEEP_AS_STEP = [("", _("As the step")), *choices(KEEPS)]


class InputForm(forms.Form):
    """Something that is written in the step. Nobody writes it: then it is not there."""

    by = forms.ChoiceField(label=_("Who writes?"), choices=[("", _("Nobody")), *choices(WRITERS)], required=False)
    kind = forms.ChoiceField(label=_("What?"), choices=choices(KINDS), initial=Kind.QUESTION.value)
    shown = forms.ChoiceField(label=_("Who reads it?"), choices=choices(SHOWN), initial=Shown.LIVE.value)
    max = number(_("How many for each person?"), limits.MOST_CARDS, help_text=_("Zero means: as many as they like."))
    anonymous = forms.BooleanField(label=_("Without names"), required=False)
    harvest = forms.ChoiceField(
        label=_("Does it fill a line of the harvest?"), choices=[("", _("No")), *choices(HARVESTS)], required=False
    )
    keep = forms.ChoiceField(label=_("Who keeps it?"), choices=KEEP_AS_STEP, required=False)
    private_choice = forms.BooleanField(label=_("The author may keep it to themself"), required=False)
    top = number(_("Highest figure"), limits.MOST_CARDS, least=1, help_text=_("Only for figures."))

    def __init__(self, *args, **kwargs):
        one = kwargs.pop("given", None)
        super().__init__(*args, **kwargs)
        self.fields |= text_fields("prompt", _("The word above the field"), limits.LINE)
        self.fields |= text_fields("opening", _("How the sentence begins"), limits.LINE)
        self.fields |= text_fields("help", _("Hint below it"), limits.LINE)
        start = {"max": 1, "top": 5} if one is None else _said_input(one)
        self.initial = start | self.initial

    def changed_input(self) -> Input | None:
        data = self.cleaned_data
        if not data.get("by"):
            return None
        kind = Kind(data["kind"])
        return Input(
            by=Who(data["by"]),
            kind=kind,
            shown=Shown(data["shown"]),
            max=data["max"],
            identity=Identity.ANON if data["anonymous"] or kind is Kind.SCORE else Identity.NAMED,
            harvest=Harvest(data["harvest"]) if data["harvest"] else None,
            keep=Keep(data["keep"]) if data["keep"] else None,
            private_choice=data["private_choice"],
            top=data["top"],
            prompt=heard(data, "prompt"),
            opening=_opening(data),
            help=heard(data, "help"),
        )


class ActForm(forms.Form):
    """Something that is done with cards of this step or an earlier one. Nobody does it: then it is not there."""

    by = forms.ChoiceField(label=_("Who?"), choices=[("", _("Nobody")), *choices(WRITERS)], required=False)
    do = forms.ChoiceField(label=_("Does what?"), choices=choices(VERBS), initial=Verb.SORT.value)
    on = forms.ChoiceField(label=_("With which cards?"))
    count = number(_("How many may be chosen?"), limits.MOST_CARDS, help_text=_("Zero means: as many as they like."))

    def __init__(self, *args, **kwargs):
        self.given: Act | None = kwargs.pop("given", None)
        where = kwargs.pop("where")
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = where
        piles = limits.TITLE * limits.MOST_LABELS
        self.fields |= text_fields(
            "piles", _("Names of the piles"), piles, rows=3, help_text=_("One on each line, for laying cards on piles.")
        )
        self.initial = ({"count": 0, "on": where[0][0]} if self.given is None else _said_act(self.given)) | self.initial

    def changed_act(self) -> Act | None:
        data = self.cleaned_data
        if not data.get("by"):
            return None
        names = self._names(lines_heard(data, "piles")) if data["do"] == Verb.SORT else {}
        return Act(
            by=Who(data["by"]),
            do=Verb(data["do"]),
            on=data["on"],
            labels=tuple(names),
            count=data["count"],
            names=names,
        )

    def _names(self, words: tuple[Text, ...]) -> dict[str, Text]:
        """Key of a pile → its name. A pile that keeps its name or its place keeps its key: cards of old refer to it."""
        old = list(self.given.labels) if self.given else []
        known = {self.given.names.get(label): label for label in old} if self.given else {}
        found: dict[str, Text] = {}
        for index, word in enumerate(words):
            key = (
                known.get(word)
                or (old[index] if index < len(old) else "")
                or slugify(word.say("nl"))[:18]
                or f"stapel{index}"
            )
            while key in found:
                key = f"{key[:17]}-{index}"
            found[key] = word
        return found


InputForms = forms.formset_factory(InputForm, extra=1, max_num=limits.MOST_INPUTS, absolute_max=limits.MOST_INPUTS + 1)
ActForms = forms.formset_factory(ActForm, extra=1, max_num=limits.MOST_ACTS, absolute_max=limits.MOST_ACTS + 1)


def _said_input(one: Input) -> dict:
    return {
        "by": one.by.value,
        "kind": one.kind.value,
        "shown": one.shown.value,
        "max": one.max,
        "anonymous": one.identity is Identity.ANON,
        "harvest": one.harvest.value if one.harvest else "",
        "keep": one.keep.value if one.keep else "",
        "private_choice": one.private_choice,
        "top": one.top,
        **said(one.prompt, "prompt"),
        **said(one.opening, "opening"),
        **said(one.help, "help"),
    }


def _said_act(act: Act) -> dict:
    words = tuple(act.names.get(label) or Text.of({"nl": label}) for label in act.labels)
    return {"by": act.by.value, "do": act.do.value, "on": act.on, "count": act.count, **lines_said(words, "piles")}


def _opening(data: dict) -> Text:
    """A beginning ends in a space, so that the rest can follow."""
    return Text.of({language: f"{sentence} " for language, sentence in heard(data, "opening").by_language})
