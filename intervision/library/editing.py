"""The forms of one step as one, and what the engine says of the result."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from intervision.engine import Method
from intervision.engine.method import CARRY, MODULES

from .drafts import find, index_of, put
from .faults import at_step, faults
from .forms_cards import ActForms, InputForms
from .forms_step import StepForm


class StepForms:
    """The form of a step with those of its inputs and acts, as one. ``changed``: the method after ``is_valid()``."""

    def __init__(self, method: Method, place: str, revision: int, data=None):
        self.method, self.place = method, place
        step = find(method, place)
        self.form = StepForm(method, place, data)
        self.form.initial["revision"] = revision
        self.inputs = _Given(InputForms, step.inputs, data, prefix="inputs")
        self.acts = _Given(ActForms, step.acts, data, prefix="acts", where=_cards(method, place))
        self.changed = method

    def is_valid(self) -> bool:
        """Also asks the engine: what it would refuse at this very step stands with the form."""
        right = [part.is_valid() for part in (self.form, self.inputs.forms, self.acts.forms)]
        if not all(right):
            return False
        step = replace(
            self.form.changed_step(),
            inputs=tuple(filter(None, (one.changed_input() for one in self.inputs.forms if one.cleaned_data))),
            acts=tuple(filter(None, (one.changed_act() for one in self.acts.forms if one.cleaned_data))),
        )
        self.changed = put(self.method, self.place, step)
        index = index_of(self.changed, self.place)
        for sentence in at_step(faults(self.changed), index):
            self.form.add_error(None, sentence)
        return not self.form.errors

    @property
    def wrong(self) -> bool:
        return bool(self.form.errors or self.inputs.forms.total_error_count() or self.acts.forms.total_error_count())


class _Given:
    """A formset that knows what each of its forms is about."""

    def __init__(self, factory, given: tuple, data, *, prefix: str, **kwargs):
        class Aware(factory):
            def get_form_kwargs(self, index):
                one = given[index] if index is not None and index < len(given) else None
                return {"given": one, **kwargs}

        # Each row has initial values of its own; Django only has to know how many rows there are.
        self.forms = Aware(data, prefix=prefix, initial=[{} for _one in given])


def _cards(method: Method, place: str) -> list[tuple[str, object]]:
    """Whose cards a step can work with: its own, those of every other step, and two that are special."""
    outer = place.partition(".")[0]
    steps = [
        (step.key, _("this step") if step.key == outer else f"{index}. {step.title.say()}")
        for index, step in enumerate(method.steps, start=1)
    ]
    steps.sort(key=lambda pair: pair[0] != outer)
    return [*steps, (CARRY, _("what the last meeting left")), (MODULES, _("the ways of the next step"))]
