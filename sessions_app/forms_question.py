"""The small guided questions that lead to one burning question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Question

STEPS = {
    "situation": ("situation",),
    "role": ("why_me",),
    "tried": ("tried",),
    "question": ("text", "kind", "touches"),
}
FIRST, LAST = "situation", "question"


def next_step(step: str) -> str:
    """The step after this one; the last one follows itself."""
    names = list(STEPS)
    return names[min(names.index(step) + 1, len(names) - 1)]


def _area(label, help_text, most, rows=5):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False, widget=widget)


class QuestionForm(forms.Form):
    """The fields of one step. Everything may be empty: it is a draft until it is shared."""

    situation = _area(
        _("What is going on?"), _("One situation that is on your plate now. Two or three sentences are enough."), 4000
    )
    why_me = _area(_("What is your part in it?"), _("What do you have to do or decide, and by when?"), 2000)
    tried = _area(_("What have you tried?"), _("And what came of it. You may skip this."), 4000)
    text = _area(_("What then is your question?"), _("Say it in one sentence. Begin with ‘how’ or ‘what’."), 300, 3)
    kind = forms.ChoiceField(
        label=_("What kind of question is it?"), choices=Question.Kind, widget=forms.RadioSelect, required=False
    )
    touches = forms.TypedChoiceField(
        label=_("How much does it touch you?"),
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, question, step, only_sent=False, **kwargs):
        names = STEPS[step]
        super().__init__(*args, initial={name: getattr(question, name) for name in names}, **kwargs)
        sent = set(self.data) if only_sent else set(names)
        for name in set(self.fields) - (set(names) & sent):
            del self.fields[name]
        for field in self.fields.values():
            field.unmarked = True  # everything may stay empty while it is a draft

    @property
    def is_begun(self) -> bool:
        """Whether anything of this step was kept; the kind is chosen beforehand and says nothing."""
        return any(self.initial[name] for name in self.fields if name != "kind")

    def clean_kind(self):
        return self.cleaned_data["kind"] or Question.Kind.QUESTION


class OutcomeForm(forms.Form):
    outcome = _area(_("What did you do with it?"), _("For the circle: what came of it after the meeting?"), 4000)
