"""What is filled in around the method: the steps before it, who takes over, and what is told of the last commitment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijkkring.models import User
from praktijkkring.ui.crispy import PkHelper

from .forms import MOST_MINUTES
from .methods.around import USUAL


def _minutes(label) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "form-control rm-minutes", "inputmode": "numeric", "aria-label": label})
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_MINUTES, initial=USUAL, required=False, widget=widget
    )


class AroundForm(forms.Form):
    """Which steps come before the method, and who takes over if need be. ``deputies``: who may be named."""

    check_in = forms.BooleanField(label=_("Check-in: each in a few words"), required=False)
    check_in_minutes = _minutes(_("Minutes for the check-in"))
    look_back = forms.BooleanField(label=_("Look-back on the last commitment"), required=False)
    look_back_minutes = _minutes(_("Minutes for the look-back"))
    deputy = forms.ModelChoiceField(
        label=_("Who takes over if you are away?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody"),
        widget=forms.Select(attrs={"class": "form-control"}),
    )

    def __init__(self, *args, deputies, deputy=None, back_on=None, **kwargs):
        initial = {"check_in": back_on is not None, "look_back": back_on is not None, "deputy": deputy}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["deputy"].queryset = deputies
        self.fields["deputy"].label_from_instance = str
        if back_on is None:
            del self.fields["look_back"], self.fields["look_back_minutes"]

    def steps(self) -> dict[str, int]:
        """What ``around`` needs: minutes for the steps that are chosen."""
        data = self.cleaned_data
        names = ("check_in", "look_back")
        return {name: data.get(f"{name}_minutes") or 0 for name in names if data.get(name)}


class LookBackForm(forms.Form):
    """In a few sentences. Empty takes it away."""

    text = forms.CharField(
        label=_("What became of it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)  # as the device last saw it stored

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, auto_id="id_told_%s", **kwargs)  # beside it stands another form with a "text"
        self.helper = PkHelper(submit=_("Save"))
        self.helper.form_action = action

    def seen(self) -> str | None:
        """What the device goes on from; None for a device that does not say so."""
        return self.cleaned_data["was"].strip() if "was" in self.data else None
