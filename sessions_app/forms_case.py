"""What is filled in to say who brings in and which question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles.models import Membership
from praktijkkring.ui.crispy import PkHelper

from . import queries
from .models import Attendance, Question
from .turns import may_have


class AssignForm(forms.Form):
    """A member with a question ready; never which question.

    ``turns`` are pairs (turn, member) for the list beside it; ``seen`` is the case-bringer that was on the screen.
    """

    member = forms.ModelChoiceField(
        label=_("Who brings in?"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        blank=True,
        widget=forms.RadioSelect,
    )
    circle_decided = forms.BooleanField(
        label=_("The circle decided this together"),
        help_text=_("Only needed when somebody gets a second turn before everybody had one."),
        required=False,
    )
    reserve = forms.ModelChoiceField(
        label=_("Who brings in when they cannot?"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    seen_bringer = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, *args, standing, **kwargs):
        meeting = standing.meeting
        initial = {
            "member": meeting.case_bringer_id,
            "reserve": meeting.reserve_id,
            "seen_bringer": meeting.case_bringer_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        everybody = queries.members(standing.circle)
        ready = queries.ready_ids(standing.circle) | {meeting.case_bringer_id}
        by_id = {member.pk: member for member in everybody}
        turns = queries.turns(meeting.season)
        self.turns = [(turn, by_id[turn.membership_id], turn.membership_id in ready) for turn in turns]
        self.fields["member"].queryset = everybody.filter(pk__in=ready - {None})
        self.fields["reserve"].queryset = everybody
        for name in ("member", "reserve"):
            self.fields[name].label_from_instance = _name_and_area
        if all(may_have(turns, pk) for pk in (ready & set(by_id)) - {meeting.case_bringer_id}):
            del self.fields["circle_decided"]
        self.fields["member"].unmarked = self.fields["reserve"].unmarked = True
        self.helper = PkHelper()

    @property
    def seen(self) -> int | None:
        return self.cleaned_data["seen_bringer"]

    def clean(self):
        data = super().clean()
        if data.get("member") and data.get("member") == data.get("reserve"):
            self.add_error("reserve", _("The reserve is somebody else than the case-bringer."))
        return data


def _name_and_area(member):
    return f"{member.user}, {member.area}" if member.area else str(member.user)


class ChooseForm(forms.Form):
    """One of the case-bringer's shared questions."""

    question = forms.ModelChoiceField(
        label=_("Which question?"), queryset=Question.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, initial={"question": meeting.question_id}, **kwargs)
        self.questions = queries.choosable(meeting)
        self.fields["question"].queryset = self.questions
        self.fields["question"].label_from_instance = lambda question: str(question.text)
        self.helper = PkHelper()


class AnswerForm(forms.Form):
    """Yes, maybe or no."""

    answer = forms.ChoiceField(choices=Attendance.Answer)


class AttendanceForm(forms.Form):
    """Tick who is there."""

    present = forms.ModelMultipleChoiceField(
        label=_("Who is there?"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = people
        self.fields["present"].unmarked = True
        self.fields["present"].label_from_instance = _name_and_area
        self.helper = PkHelper()
