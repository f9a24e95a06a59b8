"""Taking somebody's seat away, and handing the coordination over."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circles.models import Membership
from praktijkkring.accounts.names import NameField
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

Reason = Membership.Reason
REMOVALS = (Reason.ASKED, Reason.ABSENT, Reason.AGREEMENT, Reason.MOVED, Reason.OTHER)


class RemoveForm(CarriesOut, forms.Form):
    """Why: a category, because a story about a person does not belong in a file."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy(
            "Only coordinators see this. The member gets a mail without the reason: call them first."
        ),
        choices=[(reason, reason.label) for reason in REMOVALS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit="", tag=False)


class LeaveForm(CarriesOut, forms.Form):
    """Why somebody leaves: a category, or nothing."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why do you stop?"),
        help_text=gettext_lazy("You need not say. Only the coordinators see this."),
        choices=[
            (Reason.TIME, Reason.TIME.label),
            (Reason.MOVED, gettext_lazy("I have another job or area")),
            (Reason.FIT, Reason.FIT.label),
            (Reason.PRIVATE, Reason.PRIVATE.label),
            (Reason.OTHER, Reason.OTHER.label),
            ("", gettext_lazy("I would rather not say")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].unmarked = True
        self.helper = PkHelper(submit="", tag=False)


class SuccessorForm(CarriesOut, forms.Form):
    """Who takes a seat over."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    name = NameField(label=gettext_lazy("Name"), required=False, help_text="")

    def __init__(self, *args, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=gettext_lazy("Invite for this seat"), cancel=cancel)


class PauseForm(CarriesOut, forms.Form):
    """From one day to another, both included."""

    first = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(
        label=gettext_lazy("Until and including"),
        help_text=gettext_lazy("For one meeting: the same day twice."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=gettext_lazy("Pause"), cancel=cancel)


class AskRoleForm(CarriesOut, forms.Form):
    """Which role, and whom: a member, or somebody else by address."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which role?"),
        choices=[
            ("beside", gettext_lazy("Coordinator with you: people, dates and money; reads no questions")),
            ("money", gettext_lazy("Treasurer: sees and changes the costs, for the rest an ordinary member")),
            ("lead", gettext_lazy("Facilitator: can be chosen to lead meetings, also somebody from outside")),
        ],
        widget=forms.RadioSelect,
    )
    member = forms.ChoiceField(label=gettext_lazy("A member of this circle"), required=False, widget=forms.RadioSelect)
    email = forms.EmailField(
        label=gettext_lazy("Or somebody else"),
        help_text=gettext_lazy("The e-mail address they log in with."),
        max_length=254,
        required=False,
    )

    def __init__(self, *args, members, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        offer_members(self, members)
        self.helper = PkHelper(submit=gettext_lazy("Ask"), cancel=cancel)

    def clean(self):
        data = super().clean()
        data["to_email"] = one_address(self, data)
        if data.get("kind") == "money" and data.get("email"):
            self.add_error("email", _("Only a member of the circle can be its treasurer."))
        return data


def offer_members(form, members) -> None:
    """The members as choices, and nobody when there are none."""
    form.emails = {str(member.pk): member.user.email for member in members}
    names = [(str(member.pk), str(member.user)) for member in members]
    form.fields["member"].choices = [*names, ("", gettext_lazy("Somebody else"))]
    if not names:
        del form.fields["member"]


def one_address(form, data: dict) -> str | None:
    """Whom it is about: either a member or an address, not both and not neither."""
    member, email = data.get("member"), data.get("email")
    if not form.errors and bool(member) == bool(email):
        raise forms.ValidationError(_("Choose a member, or fill in one address."))
    return form.emails.get(member) if member else email


class HandOverForm(CarriesOut, forms.Form):
    """A member of the circle, or somebody else by address. ``cleaned_data["to_email"]`` is the one to ask."""

    member = forms.ChoiceField(label=gettext_lazy("A member of this circle"), required=False, widget=forms.RadioSelect)
    email = forms.EmailField(
        label=gettext_lazy("Or another coordinator"),
        help_text=gettext_lazy("The e-mail address they log in with."),
        max_length=254,
        required=False,
    )

    def __init__(self, *args, members, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        offer_members(self, members)
        self.helper = PkHelper(submit=gettext_lazy("Ask to take over"), cancel=cancel)

    def clean(self):
        data = super().clean()
        data["to_email"] = one_address(self, data)
        return data
