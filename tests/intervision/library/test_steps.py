"""Steps are moved, doubled, taken out and added; the form of a step gives back the step it was made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervision.library import drafts, kinds
from intervision.library.editing import StepForms
from intervision.library.faults import faults
from intervision.methods import library

FIVE = library.get("vijfstappen")
PLACES = [
    (method, place)
    for method in library.all_methods()
    for step in method.steps
    for place in (step.key, *(f"{step.key}.{way.key}" for way in step.modules))
]


def posted(forms: StepForms) -> dict:
    """What a browser sends when nothing is changed."""
    data = {}
    for form in (
        forms.form,
        *forms.inputs.forms,
        *forms.acts.forms,
        *(f.management_form for f in (forms.inputs.forms, forms.acts.forms)),
    ):
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = value
    return data


class Data(dict):
    def getlist(self, name):
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]

    def copy(self):
        return Data(self)


@pytest.mark.parametrize(("method", "place"), PLACES, ids=[f"{method.key}-{place}" for method, place in PLACES])
def test_a_form_that_nobody_touched_changes_nothing(method, place):
    data = Data(posted(StepForms(method, place, 1)))
    forms = StepForms(method, place, 1, data)
    assert forms.is_valid(), (forms.form.errors, forms.inputs.forms.errors, forms.acts.forms.errors)
    assert forms.changed == method


def test_what_the_engine_refuses_stands_with_the_step():
    data = Data(posted(StepForms(FIVE, "vragen", 1)) | {"reveal": "later"})
    forms = StepForms(FIVE, "vragen", 1, data)
    assert not forms.is_valid()
    assert forms.form.non_field_errors() == [
        "De kaarten blijven dicht, en geen latere stap laat ze zien. Voeg dat toe, of draai ze om in deze stap."
    ]


def test_a_note_that_others_read_is_refused():
    data = Data(posted(StepForms(FIVE, "vraag", 1)) | {"inputs-0-by": "bringer", "inputs-0-kind": "note"})
    forms = StepForms(FIVE, "vraag", 1, data)
    assert not forms.is_valid()
    assert forms.form.non_field_errors() == [
        "Een notitie voor jezelf leest niemand anders: kies ‘Alleen wie het schreef’."
    ]


def test_a_pile_that_is_renamed_keeps_its_key():
    data = Data(posted(StepForms(FIVE, "wegen", 1)) | {"acts-0-piles_nl": "Heet\nLauw\nKoud"})
    forms = StepForms(FIVE, "wegen", 1, data)
    assert forms.is_valid()
    act = drafts.find(forms.changed, "wegen").acts[0]
    assert act.labels == ("warm", "lukewarm", "cold")
    assert act.names["warm"].say("nl") == "Heet"


@pytest.mark.parametrize("kind", [kind for kind, _name, _what in kinds.choices()])
def test_every_kind_of_step_begins_without_faults(kind):
    empty = drafts.add(drafts.unchecked({"key": "x", "name": "X", "steps": []}), kinds.steps_of(kind))
    assert faults(empty) == []
    for step in empty.steps:
        assert {language for language, _text in step.title.by_language} == {"nl", "en"}


def test_a_step_with_cards_can_stand_twice():
    for method in library.all_methods():
        for step in method.steps:
            twice = drafts.duplicate(method, step.key)
            assert len(twice.steps) == len(method.steps) + 1
            assert faults(twice) == [], (method.key, step.key)


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1])), max_size=12))
def test_moving_steps_loses_none(moves):
    method = FIVE
    for index, by in moves:
        method = drafts.move(method, method.steps[index].key, by)
    assert sorted(step.key for step in method.steps) == sorted(step.key for step in FIVE.steps)
    assert {step.key: step for step in method.steps} == {step.key: step for step in FIVE.steps}


def test_up_and_down_are_each_others_way_back():
    there = drafts.move(FIVE, "kern", -1)
    assert [step.key for step in there.steps] == ["vraag", "vragen", "kern", "wegen", "advies"]
    assert drafts.move(there, "kern", 1) == FIVE


def test_a_step_becomes_one_of_several_ways():
    added = drafts.add_way(FIVE, "kern", kinds.steps_of("silence")[0])
    assert [way.key for way in drafts.find(added, "kern").modules] == ["stilte"]
    assert drafts.remove(added, "kern.stilte") == FIVE
