"""What is asked of somebody who takes a seat, or signs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijkkring.accounts.names import NameField
from praktijkkring.ui.crispy import PkHelper

from .agreement import PromiseForm
from .interest import starting_answers
from .places import AsksWhatWasMeant, area_field, organisation_field


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


class SeatForm(AsksWhatWasMeant, PromiseForm):
    """Say who you are, sign, and take your seat."""

    def __init__(self, *args, user, invitation, **kwargs):
        super().__init__(*args, circle=invitation.circle, **kwargs)
        self.fields = who_fields() | self.fields
        known = starting_answers(user)
        for name in ("name", "area", "organisation", "responsibility"):
            self.fields[name].initial = getattr(invitation, name, "") or known.get(name, "")
        self.fields["name"].initial = user.name or invitation.name
        if invitation.replaces_id and invitation.area_id:  # the seat passes within the area
            self.fields["area"].initial, self.fields["area"].disabled = str(invitation.area), True
        self.helper = PkHelper(submit=_("Sign and take your seat"))
