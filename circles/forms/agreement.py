"""The agreement of a circle: its text in sections, and signing it."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circles.models import Agreement
from circles.sections import Section, join, moved, parse
from praktijkkring.accounts.names import NameField, tidy
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

MOST_TEXT = 10_000
MOST_SECTIONS = 25
MOST_TITLE = 120


class SectionsForm(CarriesOut, forms.Form):
    """Every section with a heading and a text, and one more to fill in. ``cleaned_data["text"]`` is the whole.

    An emptied section goes. With ``partly`` a section may still miss its heading or its text; so it may when one of
    the buttons "up-3" or "down-3" was pressed, and ``moved_to`` is then where that section stands.
    """

    def __init__(self, data=None, *, text="", partly=False, **kwargs):
        super().__init__(data, **kwargs)
        pressed = re.fullmatch(r"(up|down)-([1-9][0-9]?)", self.data.get("move", ""))
        self.move = (int(pressed[2]), -1 if pressed[1] == "up" else 1) if pressed else None
        self.moved_to = None
        self.partly = partly or bool(self.move)
        known = parse(text)
        for number in range(1, self._count(len(known)) + 1):
            section = known[number - 1] if number <= len(known) else Section("", "")
            self.fields[f"title-{number}"] = forms.CharField(
                label=gettext_lazy("Heading"), initial=section.title, max_length=MOST_TITLE, required=False
            )
            self.fields[f"body-{number}"] = forms.CharField(
                label=gettext_lazy("What we agree"),
                initial=section.body,
                max_length=MOST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": max(3, section.body.count("\n") * 2 + len(section.body) // 70)}),
            )
        for field in self.fields.values():
            field.unmarked = True

    def _count(self, known: int) -> int:
        sent = [name for name in self.data if name.startswith("body-")] if self.is_bound else []
        return min(MOST_SECTIONS, len(sent) or known + 1)

    def rows(self) -> list[dict]:
        """The pairs of fields, in order, for the page."""
        count = len(self.fields) // 2
        return [
            {"number": number, "title": title, "body": body, "is_empty": not (title.value() or body.value())}
            for number in range(1, count + 1)
            for title, body in [(self[f"title-{number}"], self[f"body-{number}"])]
        ]

    @property
    def filled(self) -> int:
        """The number of the last part with words in it."""
        return max((row["number"] for row in self.rows() if not row["is_empty"]), default=0)

    def clean(self):
        data = super().clean()
        sections = []
        for number in range(1, len(self.fields) // 2 + 1):
            section = Section(data.get(f"title-{number}") or "", data.get(f"body-{number}") or "")
            if section.title and not section.body.strip() and not self.partly:
                self.add_error(f"body-{number}", _("Write what you agree, or empty the heading too."))
            if not section.title and "\n" in section.body.strip() and not self.partly:
                self.add_error(f"title-{number}", _("Give this part a heading."))
            sections.append(section)
        if self.move:
            sections, self.moved_to = moved(sections, *self.move)
        text = join(sections)
        if len(text) > MOST_TEXT:
            raise forms.ValidationError(_("The agreement is too long: at most %(most)s signs.") % {"most": MOST_TEXT})
        if not text and not self.partly:
            raise forms.ValidationError(_("An agreement without words cannot be signed."))
        return {"text": text}


def signed_field() -> forms.ModelChoiceField:
    """The very version that was on the screen."""
    return forms.ModelChoiceField(queryset=Agreement.objects.none(), widget=forms.HiddenInput)


class PromiseForm(CarriesOut, forms.Form):
    """The version that is shown, and the promise to keep it."""

    agreement = signed_field()
    promise = forms.BooleanField(label=gettext_lazy("I have read the agreement and I will keep it"))

    def __init__(self, *args, circle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = circle.agreements.all()
        self.fields["agreement"].initial = circle.agreements.first()


class SignForm(PromiseForm):
    """Sign the agreement that is shown, with one's own name typed."""

    name = NameField(label=gettext_lazy("Type your name to sign"), help_text="")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["name"].help_text = _("As the circle knows you: %(name)s. Today's date goes with it.") % {
            "name": user.name
        }
        self.helper = PkHelper(submit=gettext_lazy("Sign"))

    def clean_name(self):
        typed = self.cleaned_data["name"]
        if self.user.name and typed.casefold() != tidy(self.user.name).casefold():
            raise forms.ValidationError(
                _("Type your name as it stands in your account: %(name)s.") % {"name": self.user}
            )
        return typed
