"""Choosing a method, taking a copy, reading one from a file, and the properties of a method as a whole."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from intervision.engine import CaseKind, Leading, Method, Preparation, Safety, Text
from praktijkkring.ui.crispy import PkHelper

from . import limits, toml_file
from .choosing import Wish
from .words import KINDS_OF_QUESTION, LEADING, PREPARATION, SAFETY, choices

OWN_VERSION = _("Make my own version")
LANGUAGES = (("nl", _("in Dutch")), ("en", _("in English")))


class ChooseForm(forms.Form):
    """What a method must fit. Everything may stay empty."""

    question = forms.ChoiceField(
        label=_("What kind of question is it?"),
        choices=[("", _("Any kind")), *choices(KINDS_OF_QUESTION)],
        required=False,
    )
    people = forms.IntegerField(label=_("How many people?"), min_value=2, max_value=limits.MOST_PEOPLE, required=False)
    minutes = forms.IntegerField(
        label=_("How many minutes for the method?"), min_value=5, max_value=480, required=False
    )
    trust = forms.ChoiceField(
        label=_("How well do you know each other?"),
        choices=[
            ("", _("Does not matter")),
            (Safety.LOW.value, _("We have just begun")),
            (Safety.MEDIUM.value, _("We met a few times")),
            (Safety.HIGH.value, _("We trust each other well")),
        ],
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def wish(self) -> Wish:
        """What was filled in; the rest as in an ordinary circle with an evening."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return Wish(
            people=data.get("people") or 8,
            minutes=data.get("minutes") or 480,
            kind=CaseKind(data["question"]) if data.get("question") else None,
            safety=Safety(data.get("trust") or Safety.HIGH),
        )

    @property
    def asked(self) -> bool:
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())


class ForWhomForm(forms.Form):
    """For oneself, or for a circle where this person may make methods."""

    whose = forms.ChoiceField(label=_("For whom is it?"), widget=forms.RadioSelect)

    def __init__(self, *args, circles=(), submit=OWN_VERSION, cancel="", **kwargs):
        super().__init__(*args, **kwargs)
        self.circles = {str(circle.pk): circle for circle in circles}
        mine = _("For me: I can use it wherever I lead")
        self.fields["whose"].choices = [
            *((pk, _("For the circle %(name)s") % {"name": circle.name}) for pk, circle in self.circles.items()),
            ("me", mine),
        ]
        self.fields["whose"].initial = next(iter(self.circles), "me")
        self.helper = PkHelper(submit=submit, cancel=cancel)

    @property
    def circle(self):
        """The chosen circle, None for oneself. After validation."""
        return self.circles.get(self.cleaned_data["whose"])


class FileForm(ForWhomForm):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A file in TOML that you saved here before, at most 200 kB."),
        allow_empty_file=True,
    )
    field_order = ["file", "whose"]

    def clean_file(self):
        """The method in the file."""
        given = self.cleaned_data["file"]
        if given.size > toml_file.LARGEST:
            raise forms.ValidationError(_("This file is too large: a method has at most 200 kB."))
        try:
            method = toml_file.read(given.read())
        except toml_file.Unreadable as error:
            raise forms.ValidationError(error.faults) from error
        if found := [sentence for _step, sentence in limits.too_much(method)]:
            raise forms.ValidationError(found[:20])
        return method


def text_fields(name: str, label, most: int, *, rows: int = 0, required: bool = False, help_text="") -> dict:
    """A field per language: ``name_nl`` and ``name_en``. One language may stay empty: the other is shown then."""
    return {
        f"{name}_{language}": forms.CharField(
            label=f"{label} ({word})",
            max_length=most,
            required=required and language == "nl",
            help_text=help_text if language == "nl" else "",
            widget=forms.Textarea(attrs={"rows": rows, "lang": language})
            if rows
            else forms.TextInput(attrs={"lang": language}),
        )
        for language, word in LANGUAGES
    }


def said(text: Text, name: str) -> dict[str, str]:
    """Initial values for ``text_fields``."""
    return {f"{name}_{language}": sentence for language, sentence in text.by_language}


def heard(data: dict, name: str) -> Text:
    """The text that was typed into ``text_fields``; an empty language is left out."""
    typed = {language: data.get(f"{name}_{language}", "").strip() for language, _word in LANGUAGES}
    return Text.of({language: sentence for language, sentence in typed.items() if sentence})


def lines_said(texts: tuple[Text, ...], name: str) -> dict[str, str]:
    """One line per text and language; a missing language leaves an empty line, so that lines stay side by side."""
    return {
        f"{name}_{language}": "\n".join(dict(text.by_language).get(language, "") for text in texts).rstrip("\n")
        for language, _word in LANGUAGES
    }


def lines_heard(data: dict, name: str) -> tuple[Text, ...]:
    """The lines of both languages side by side, without those that are empty in both."""
    rows = {
        language: data.get(f"{name}_{language}", "").replace("\r\n", "\n").split("\n") for language, _word in LANGUAGES
    }
    longest = max(map(len, rows.values()))
    found = []
    for index in range(longest):
        pair = {language: lines[index].strip() for language, lines in rows.items() if index < len(lines)}
        if any(pair.values()):
            found.append(Text.of({language: line for language, line in pair.items() if line}))
    return tuple(found)


def number(label, most: int, *, least: int = 0, help_text="") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text)


class FactsForm(forms.Form):
    """The method as a whole."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    kinds = forms.MultipleChoiceField(
        label=_("For which kinds of question?"),
        choices=choices(KINDS_OF_QUESTION),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    smallest = forms.IntegerField(label=_("With how many people at least?"), min_value=2, max_value=limits.MOST_PEOPLE)
    largest = forms.IntegerField(label=_("With how many people at most?"), min_value=2, max_value=limits.MOST_PEOPLE)
    safety = forms.ChoiceField(label=_("How much trust does it ask for?"), choices=choices(SAFETY))
    leading = forms.ChoiceField(label=_("Who can lead it?"), choices=choices(LEADING))
    preparation = forms.ChoiceField(label=_("What is prepared?"), choices=choices(PREPARATION))
    follow_up = forms.BooleanField(
        label=_("At the next meeting the circle looks back on the commitment"), required=False
    )

    def __init__(self, method: Method, *args, cancel="", **kwargs):
        start = {
            "kinds": [kind.value for kind in method.kinds],
            "smallest": method.smallest,
            "largest": method.largest,
            "safety": method.safety.value,
            "leading": method.leading.value,
            "preparation": method.preparation.value,
            "follow_up": method.follow_up,
            **said(method.name, "name"),
            **said(method.summary, "summary"),
            **said(method.preparing, "preparing"),
            **said(method.credit, "credit"),
            **lines_said(method.mistakes, "mistakes"),
        }
        kwargs["initial"] = start | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.method = method
        self.fields |= text_fields("name", _("Name"), limits.NAME, required=not method.name)
        self.fields |= text_fields("summary", _("When to choose it"), limits.LONG, rows=3)
        self.fields |= text_fields("preparing", _("What the case-bringer does beforehand"), limits.LONG, rows=2)
        self.fields |= text_fields(
            "mistakes",
            _("Mistakes to prevent"),
            limits.LINE * limits.MOST_MISTAKES,
            rows=4,
            help_text=_("One on each line."),
        )
        self.fields |= text_fields("credit", _("Where it comes from"), limits.LONG, rows=2)
        names = [f"{name}_{language}" for name in ("name", "summary") for language, _word in LANGUAGES]
        self.order_fields([*names, "kinds", "smallest", "largest", "safety", "leading", "preparation", "follow_up"])
        self.helper = PkHelper(submit=_("Save"), cancel=cancel)

    def clean(self):
        data = super().clean()
        if not heard(data, "name") and not any(name in self.errors for name in ("name_nl", "name_en")):
            self.add_error("name_nl", _("Give the method a name."))
        few, many = data.get("smallest"), data.get("largest")
        if few and many and few > many:
            self.add_error("largest", _("The largest number is not below the smallest."))
        return data

    def changed_method(self) -> Method:
        data = self.cleaned_data
        return replace(
            self.method,
            name=heard(data, "name"),
            summary=heard(data, "summary"),
            preparing=heard(data, "preparing"),
            credit=heard(data, "credit"),
            mistakes=lines_heard(data, "mistakes"),
            kinds=frozenset(map(CaseKind, data["kinds"])),
            smallest=data["smallest"],
            largest=data["largest"],
            safety=Safety(data["safety"]),
            leading=Leading(data["leading"]),
            preparation=Preparation(data["preparation"]),
            follow_up=data["follow_up"],
        )
