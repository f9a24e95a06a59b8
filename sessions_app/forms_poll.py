"""What is filled in about a date poll: the dates to ask about, when one can come, and which are picked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijkkring.errors import Refused

from .forms import DateInput, Plan, SlotRow, soon
from .models import FEWEST_MEETINGS, MOST_MEETINGS, PollAnswer
from .pages import rows_with_one_more
from .polls import MOST_PROPOSALS
from .rules import check_slot


class ProposalRow(SlotRow):
    """One day to ask about. ``known``: days with their times that were proposed before, and may be past by now."""

    date = forms.DateField(label=_("Date"), widget=DateInput)

    def __init__(self, *args, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self):
        data = forms.Form.clean(self)
        if {"date", "starts", "ends"} <= data.keys():
            moment = (data["date"], data["starts"], data["ends"])
            try:
                check_slot(self.slot, self.zone, past_is_fine=moment in self.known)
            except Refused as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return data


ProposalFormSet = forms.formset_factory(
    ProposalRow,
    formset=Plan,
    extra=0,
    can_delete=True,
    max_num=MOST_PROPOSALS,
    validate_max=True,
    absolute_max=MOST_PROPOSALS + 1,
)


class PollForm(forms.Form):
    """How many are picked, and until when people answer. ``version`` is what was on the screen."""

    wanted = forms.TypedChoiceField(
        label=_("How many of these do you pick?"),
        coerce=int,
        choices=[(n, str(n)) for n in range(FEWEST_MEETINGS, MOST_MEETINGS + 1)],
    )
    closes_on = forms.DateField(
        label=_("Answer until"),
        help_text=_("Until the end of this day people can change what they said."),
        widget=DateInput,
    )
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean_closes_on(self):
        return soon(self.cleaned_data["closes_on"])


class DatesForms:
    """The rows with dates and the form about all of them, as one form. ``typed`` is what was posted, or None.

    A press on "one more" (``add``) is no sending: the rows come back as they were typed, with an empty one.
    """

    def __init__(self, typed, rows, first, known=()):
        self.is_sent = typed is not None and "add" not in typed
        self.known = known
        if self.is_sent:
            self.rows, self.form = ProposalFormSet(typed, form_kwargs={"known": known}), PollForm(typed)
            return
        if typed is not None:
            rows, first = rows_with_one_more(typed, MOST_PROPOSALS), typed.dict()
        self.rows = ProposalFormSet(initial=rows, form_kwargs={"known": known})
        self.form = PollForm(initial=first)

    def is_valid(self) -> bool:
        return self.is_sent and self.rows.is_valid() & self.form.is_valid()

    @property
    def asked(self) -> dict:
        return {"slots": self.rows.slots, **{name: self.form.cleaned_data[name] for name in ("wanted", "closes_on")}}

    @property
    def seen(self) -> int:
        return self.form.cleaned_data["version"] or 0

    @property
    def may_add(self) -> bool:
        return len(self.rows.forms) < MOST_PROPOSALS

    def add_error(self, _field, sentence):
        self.rows.non_form_errors().append(sentence)


class WhenForm(forms.Form):
    """A field ``date-<id>`` for each date that is asked about; what is left open is not answered."""

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        for day in days:
            self.fields[f"date-{day.proposed.pk}"] = forms.ChoiceField(
                choices=PollAnswer.Answer.choices, required=False
            )

    def clean(self):
        data = super().clean()
        if any(name.startswith("date-") and name not in self.fields for name in self.data):
            raise forms.ValidationError(
                _("One of these dates was just changed. Look at them again; your other answers are kept.")
            )
        return data

    @property
    def answers(self) -> dict[int, str]:
        return {int(name.removeprefix("date-")): value for name, value in self.cleaned_data.items() if value}

    @property
    def given(self) -> dict[int, str]:
        """What was pressed, right or not."""
        return {int(name.removeprefix("date-")): self.data.get(name, "") for name in self.fields}


class PickForm(forms.Form):
    """The dates that are ticked."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Tick the dates that you pick.")})
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(day.proposed.pk, "") for day in days]

    @property
    def ticked(self) -> set[int]:
        """Which of the dates were ticked, also when the whole is wrong."""
        given = set(self.data.getlist("chosen"))
        return {pk for pk, _none in self.fields["chosen"].choices if str(pk) in given}
