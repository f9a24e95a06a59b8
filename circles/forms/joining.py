"""What is asked of somebody who takes a seat, signs, or asks for a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles.models import Agreement
from praktijkkring.accounts.names import NameField
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut


def who_fields() -> dict[str, forms.Field]:
    """Who somebody is at the table; seen by everybody in the circle."""
    return {
        "name": NameField(),
        "area": forms.CharField(
            label=_("Your municipality or region"), max_length=120, widget=forms.TextInput(attrs={"list": "areas"})
        ),
        "organisation": forms.CharField(
            label=_("Where you work"),
            max_length=160,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        ),
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


class SeatForm(SignForm):
    """Say who you are, sign, and take your seat."""

    def __init__(self, *args, user, invitation, **kwargs):
        super().__init__(*args, circle=invitation.circle, **kwargs)
        self.fields = who_fields() | self.fields
        self.fields["name"].initial = user.name or invitation.name
        self.fields["area"].initial = invitation.area
        self.helper = PkHelper(submit=_("Sign and take your seat"))


class InterestForm(CarriesOut, forms.Form):
    """Ask for a seat."""

    motivation = forms.CharField(
        label=_("Why do you want to join?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    situation = forms.CharField(
        label=_("What is your situation?"),
        help_text=_("What are you responsible for, and what is going on? A few sentences will do."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    first_question = forms.CharField(
        label=_("A first burning question"),
        help_text=_("What keeps you awake at night, or an ambition, as a question. You can change it later."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    commit = forms.BooleanField(
        label=_("I commit: I am there every time, bring in one question of my own and share in the costs")
    )

    def __init__(self, *args, user, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = who_fields() | self.fields
        self.fields["responsibility"].required = True
        self.fields["name"].initial = user.name
        self.helper = PkHelper(submit=_("Send to the coordinator"), cancel=cancel)
