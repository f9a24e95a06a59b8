"""What people fill in about seasons and meetings. Rules of the domain come back as form errors."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.ui.crispy import SAVE, PkHelper

from .cadence import Slot
from .models import FEWEST_MEETINGS, MOST_MEETINGS
from .rules import check_slot

YEARS_AHEAD = 5


class DateInput(forms.DateInput):
    """The browser wants a date as 2027-01-31 in every language."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


def typed(request):
    """What was posted, also when it is nothing at all; None for a first look."""
    return request.POST if request.method == "POST" else None


def carried_out(form, act) -> bool:
    """Do it; a refusal becomes an error of the form, so that nothing that was typed is lost."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


class Whole:
    """Lets a refusal become an error of the whole set of rows."""

    def __init__(self, formset):
        self.formset = formset

    def add_error(self, _field, sentence):
        self.formset.non_form_errors().append(sentence)


def soon(date):
    if date and date > timezone.localdate() + dt.timedelta(days=365 * YEARS_AHEAD):
        raise forms.ValidationError(_("That is very far away. Is the year right?"))
    return date


class SlotForm(forms.Form):
    """When and where one meeting is."""

    date = forms.DateField(label=_("Date"), widget=DateInput, required=False)
    starts = forms.TimeField(label=_("From"), widget=TimeInput, initial=dt.time(19, 30))
    ends = forms.TimeField(label=_("Until"), widget=TimeInput, initial=dt.time(22, 0))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Link, for an online meeting"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args, submit=SAVE, cancel="", zone="Europe/Amsterdam", **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.helper = PkHelper(submit=submit, cancel=cancel)

    def clean_date(self):
        return soon(self.cleaned_data["date"])

    def clean(self):
        data = super().clean()
        if {"date", "starts", "ends"} <= data.keys():
            try:
                check_slot(self.slot, self.zone)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return data

    @property
    def slot(self) -> Slot:
        names = ("date", "starts", "ends", "place", "link")
        return Slot(**{name: self.cleaned_data.get(name) or ("" if name in names[3:] else None) for name in names})


class DatedSlotForm(SlotForm):
    """A meeting that has a date keeps one."""

    date = forms.DateField(label=_("Date"), widget=DateInput)


class SlotRow(SlotForm):
    """One meeting in the plan of the season."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].unmarked = self.fields["link"].unmarked = True
        self.helper = PkHelper(submit="", tag=False)


class Plan(forms.BaseFormSet):
    """All meetings of a season in one form. Rows that are ticked away do not count."""

    def clean(self):
        if any(form.errors for form in self.forms if form not in self.deleted_forms):
            return
        dates = [slot.date for slot in self.slots if slot.date]
        if len(dates) != len(set(dates)):
            raise forms.ValidationError(_("Two meetings fall on the same day."))

    @property
    def slots(self) -> list[Slot]:
        return [form.slot for form in self.forms if form not in self.deleted_forms and form.is_valid()]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave this one out")


PlanFormSet = forms.formset_factory(
    SlotRow,
    formset=Plan,
    extra=0,
    can_delete=True,
    max_num=MOST_MEETINGS,
    validate_max=True,
    absolute_max=MOST_MEETINGS + 1,
)


class CadenceForm(DatedSlotForm):
    """A rhythm for the whole season: the first date, and every so many weeks after it."""

    name = forms.CharField(label=_("Name of the season"), max_length=40)
    date = forms.DateField(label=_("First meeting"), widget=DateInput)
    weeks = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        choices=[
            (2, _("every two weeks")),
            (3, _("every three weeks")),
            (4, _("every four weeks")),
            (5, _("every five weeks")),
            (6, _("every six weeks")),
            (8, _("every eight weeks")),
        ],
        initial=5,
    )
    count = forms.TypedChoiceField(
        label=_("How many meetings"),
        coerce=int,
        choices=[(n, str(n)) for n in range(FEWEST_MEETINGS, MOST_MEETINGS + 1)],
        initial=7,
    )
    field_order = ["name", "date", "weeks", "count", "starts", "ends", "place", "link"]


class LeadersForm(forms.Form):
    """Who leads and who takes over: somebody of the circle, or somebody else by their address."""

    facilitator = forms.ModelChoiceField(
        label=_("Who leads?"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet")
    )
    facilitator_email = forms.EmailField(
        label=_("Or somebody from outside"),
        help_text=_("The address of their account here. They can then read the questions of this circle."),
        required=False,
        max_length=254,
    )
    deputy = forms.ModelChoiceField(
        label=_("Who takes over when they are away?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    deputy_email = forms.EmailField(label=_("Or somebody from outside"), required=False, max_length=254)

    def __init__(self, *args, people, cancel="", **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("facilitator", "deputy"):
            self.fields[name].queryset = people
        self.helper = PkHelper(cancel=cancel)

    def clean(self):
        data = super().clean()
        for name in ("facilitator", "deputy"):
            email = data.get(f"{name}_email")
            if not email:
                continue
            person = User.objects.filter(email=email.lower(), is_active=True).first()
            if person is None:
                self.add_error(
                    f"{name}_email",
                    _("There is no account with this address. Ask them to make one first; it takes a minute."),
                )
            data[name] = person
        return data
