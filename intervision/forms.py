"""What people type around a live meeting."""

import re
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijkkring.ui.crispy import PkHelper

from .engine import Kind, Put

MOST_MINUTES = 120
LONGEST = 2000
SHORT_NUMBER = re.compile(r"[0-9]{1,3}")


class EntryForm(forms.Form):
    """What somebody wrote in a step: half-written (draft) or laid on the table (put)."""

    id = forms.UUIDField()
    step = forms.IntegerField(min_value=0, max_value=100)
    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in Kind])
    text = forms.CharField(required=False, max_length=LONGEST, strip=False)
    was = forms.CharField(required=False, max_length=LONGEST, strip=False)  # as the device last saw it at the server
    state = forms.ChoiceField(choices=[("draft", "draft"), ("put", "put")], required=False)
    private = forms.BooleanField(required=False)

    def command(self) -> Put:
        data = self.cleaned_data
        return Put(
            item=str(data["id"]),
            kind=Kind(data["kind"]),
            step=data["step"],
            length=len(data["text"].strip()),
            draft=data["state"] == "draft",
            private=data["private"],
        )

    def command_for(self, author: str) -> Put:
        """The same card as somebody else's, laid down at once."""
        return replace(self.command(), author=author, draft=False, private=False)

    def texts(self) -> dict[str, str]:
        return {str(self.cleaned_data["id"]): self.cleaned_data["text"].strip()}

    def seen(self) -> dict[str, str]:
        """What the device goes on from; nothing for a device that does not say so."""
        return {str(self.cleaned_data["id"]): self.cleaned_data["was"].strip()} if "was" in self.data else {}


class InsightForm(forms.Form):
    """One sentence for oneself. Empty takes it away."""

    text = forms.CharField(
        label=_("What do you take home for your own question?"),
        help_text=_("One sentence is enough."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shared = forms.BooleanField(label=_("Share this sentence with the circle"), required=False)

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Save my insight"))
        self.helper.form_action = action


class CommitmentForm(forms.Form):
    """What the case-bringer keeps of their own case."""

    real_question = forms.CharField(
        label=_("Your real question"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    commitment = forms.CharField(
        label=_("What are you going to do?"),
        help_text=_("One first step. The circle sees it and asks about it next time."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due = forms.DateField(
        label=_("Before when?"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Save"))
        self.helper.form_action = action


class MinutesForm(forms.Form):
    """How long each step of the chosen method takes, one field per step."""

    def __init__(self, method, *args, language="nl", plan=(), **kwargs):
        super().__init__(*args, **kwargs)
        for step, minutes in zip(method.steps, plan or [one.minutes for one in method.steps], strict=True):
            self.fields[f"minutes_{step.key}"] = forms.IntegerField(
                label=step.title.say(language),
                min_value=0,
                max_value=MOST_MINUTES,
                initial=minutes,
                widget=forms.NumberInput(attrs={"class": "form-control rm-minutes", "inputmode": "numeric"}),
            )

    def minutes(self) -> dict[str, int]:
        """Step key → whole minutes; 0 leaves the step without a clock."""
        return {name.removeprefix("minutes_"): value for name, value in self.cleaned_data.items()}

    def total(self, times) -> int:
        """The sum of what stands in the fields, where step ``n`` comes ``times[n]`` times. What is no number is none."""
        shown = [str(self[name].value() or "") for name in self.fields]
        return sum(
            int(value) * often for value, often in zip(shown, times, strict=True) if SHORT_NUMBER.fullmatch(value)
        )
