"""Whom to invite."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from circles import addresses
from circles.domain.invite import DAYS, MOST_DAYS
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

MOST_TEXT = 5000


class InviteForm(CarriesOut, forms.Form):
    """Several people at once. ``cleaned_data["guests"]`` is a list of Guest."""

    guests = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy(
            "One or more, each on a line of its own or with a comma between them. "
            "A name may stand in front: Roos Mulder &lt;roos@gemeente.nl&gt;."
        ),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "off", "spellcheck": "false"}),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days to answer"),
        help_text=gettext_lazy("After that the invitation expires and the seat is free again."),
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
        widget=forms.NumberInput(attrs={"class": "form-control narrow", "inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=gettext_lazy("Send the invitations"))

    def clean_guests(self):
        guests, unread = addresses.read(self.cleaned_data["guests"])
        if unread:
            shown = ", ".join(piece[:60] for piece in unread[:5])
            raise forms.ValidationError(
                ngettext(
                    "This is not an e-mail address: %(pieces)s",
                    "These are not e-mail addresses: %(pieces)s",
                    len(unread),
                )
                % {"pieces": shown}
            )
        if not guests:
            raise forms.ValidationError(_("Fill in at least one address."))
        return guests
