"""What a coordinator fills in while composing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles.domain.invite import DAYS, MOST_DAYS
from circles.models import SEATS, Register
from circles.models.waiting import OFFER_DAYS
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

RELATIONS = {
    "under": _("the first works under the second"),
    "over": _("the first is the boss of the second"),
    "same": _("they work in one line of management"),
    "none": _("nothing of the kind"),
}


def days_field(initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Days to answer"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=initial,
        widget=forms.NumberInput(attrs={"class": "narrow", "inputmode": "numeric"}),
    )


class ChairForm(CarriesOut, forms.Form):
    """To which chair; empty is the first free one. ``seen`` is what the page showed."""

    seat = forms.TypedChoiceField(
        label=_("Chair"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((number, str(number)) for number in range(1, SEATS + 1))],
    )
    seen = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)


class InvitePencilledForm(CarriesOut, forms.Form):
    """Invite all in pencil."""

    days = days_field(DAYS)
    seen = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)


class NoteForm(CarriesOut, forms.Form):
    """A note about an applicant."""

    text = forms.CharField(
        label=_("New note"),
        help_text=_(
            "Only coordinators of this circle read it. Whoever it is about gets it when they ask for their data."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Keep the note"))


class LineForm(CarriesOut, forms.Form):
    """Who works under whom, as the coordinator knows it."""

    one = forms.ModelChoiceField(label=_("The first"), queryset=None, empty_label=None)
    other = forms.ModelChoiceField(label=_("The second"), queryset=None, empty_label=None)
    relation = forms.ChoiceField(
        label=_("What is so?"), choices=RELATIONS.items(), initial="under", widget=forms.RadioSelect
    )

    def __init__(self, *args, people, cancel="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["one"].queryset = self.fields["other"].queryset = people
        self.helper = PkHelper(submit=_("Save"), cancel=cancel)


class RegistersForm(CarriesOut, forms.Form):
    """For which registers the meetings have to count."""

    registers = forms.ModelMultipleChoiceField(
        label=_("For which registers do the meetings have to count?"),
        help_text=_("Then you are warned when the group becomes too large or too small for it."),
        queryset=Register.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, registers, cancel="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["registers"].queryset = registers
        self.helper = PkHelper(submit=_("Save"), cancel=cancel)


class ArrangeForm(CarriesOut, forms.Form):
    """How seats that come free are offered."""

    automatic = forms.BooleanField(
        label=_("Offer a seat that comes free to the first who waits, without me"), required=False
    )
    days = days_field(OFFER_DAYS)
    size = forms.IntegerField(
        label=_("How many chairs to keep filled"),
        help_text=_("A chair comes free when somebody says no, does not answer in time or leaves."),
        min_value=1,
        max_value=SEATS,
        widget=forms.NumberInput(attrs={"class": "narrow", "inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Save"))


class LetterForm(CarriesOut, forms.Form):
    """Own words to say no."""

    text = forms.CharField(
        label=_("Your words"),
        help_text=_("After the greeting. Change what you like; leave it empty for the standard text."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
