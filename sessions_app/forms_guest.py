"""What is filled in to ask a guest, and what a guest signs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles.models import Membership
from praktijkkring.accounts.names import NameField
from praktijkkring.ui.crispy import PkHelper

from . import queries
from .guests import PROMISE_VERSION


class AskGuestForm(forms.Form):
    """Somebody by name and address, as a substitute or as an expert."""

    name = NameField(label=_("Name of the guest"), help_text="")
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    kind = forms.ChoiceField(
        label=_("As what?"),
        choices=[
            ("substitute", _("Instead of a member who cannot come")),
            ("expert", _("Expert who thinks along, and writes cards too")),
            ("observer", _("Expert who looks on and speaks when asked")),
        ],
        widget=forms.RadioSelect,
        initial="substitute",
    )
    instead_of = forms.ModelChoiceField(
        label=_("Instead of whom?"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Choose a member"),
    )

    def __init__(self, *args, standing, **kwargs):
        super().__init__(*args, **kwargs)
        members = queries.members(standing.circle).exclude(pk=standing.meeting.case_bringer_id)
        self.fields["instead_of"].queryset = members
        self.fields["instead_of"].label_from_instance = lambda member: str(member.user)
        self.fields["instead_of"].unmarked = True
        self.helper = PkHelper(submit=_("Ask this guest"))

    def clean(self):
        data = super().clean()
        if data.get("kind") == "substitute" and not data.get("instead_of"):
            self.add_error("instead_of", _("Choose the member this guest comes for."))
        return data

    def asked(self) -> dict:
        """What ``ask_guest`` needs."""
        data = self.cleaned_data
        member = data["instead_of"] if data["kind"] == "substitute" else None
        kind = {"instead_of": member, "observes": data["kind"] == "observer"}
        return {"name": data["name"], "email": data["email"], **kind}


class GuestSignForm(forms.Form):
    """Say who you are and sign the text that is shown."""

    name = NameField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)
    promise = forms.BooleanField(label=_("I have read this and I will keep it"))

    def __init__(self, *args, guest_pass, user, **kwargs):
        super().__init__(*args, initial={"name": user.name or guest_pass.name, "version": PROMISE_VERSION}, **kwargs)
        self.helper = PkHelper(submit=_("Sign and take part"))
