"""What is asked of somebody who takes a seat, or signs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles.models import Agreement
from praktijkkring.accounts.names import NameField
from praktijkkring.ui.crispy import PkHelper

from .interest import starting_answers
from .places import AsksWhatWasMeant, area_field, organisation_field
from .refusal import CarriesOut


def who_fields() -> dict[str, forms.Field]:
    """Who somebody is at the table; seen by everybody in the circle."""
    return {
        "name": NameField(),
        "area": area_field(),
        "organisation": organisation_field(),
        "responsibility": forms.CharField(
            label=_("Your role at work"),
            help_text=_("For example: alderman for space and agriculture."),
            max_length=160,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        ),
    }


def signed_field() -> forms.ModelChoiceField:
    """The very version that was on the screen."""
    return forms.ModelChoiceField(queryset=Agreement.objects.none(), widget=forms.HiddenInput)


class SignForm(CarriesOut, forms.Form):
    """Sign the agreement that is shown."""

    agreement = signed_field()
    promise = forms.BooleanField(label=_("I have read the agreement and I will keep it"))

    def __init__(self, *args, circle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = circle.agreements.all()
        self.fields["agreement"].initial = circle.agreements.first()
        self.helper = PkHelper(submit=_("Sign"))


class SeatForm(AsksWhatWasMeant, SignForm):
    """Say who you are, sign, and take your seat."""

    def __init__(self, *args, user, invitation, **kwargs):
        super().__init__(*args, circle=invitation.circle, **kwargs)
        self.fields = who_fields() | self.fields
        known = starting_answers(user)
        for name in ("name", "area", "organisation", "responsibility"):
            self.fields[name].initial = getattr(invitation, name, "") or known.get(name, "")
        self.fields["name"].initial = user.name or invitation.name
        self.helper = PkHelper(submit=_("Sign and take your seat"))
