"""All 21 methods of the research, as bare facts, load and can be played from start to end."""

import json

import pytest

from intervision.engine import Kind, Method, fates, harvest
from intervision.engine.vocabulary import Place, Repeat, Speech, Turns, Verb, Who

from .circle import encoded, play


def test_all_of_them_load_and_survive_being_stored():
    assert [method.key for method in encoded()] == [f"M{number:02}" for number in range(1, 22)]
    assert sum(len(method.steps) for method in encoded()) == 151
    for method in encoded():
        assert Method.from_dict(json.loads(json.dumps(method.to_dict()))) == method


def test_they_use_every_value_of_the_vocabulary():
    steps = [one for method in encoded() for step in method.steps for one in (step, *step.modules)]
    assert {step.place for step in steps} == set(Place)
    assert {step.turns for step in steps} == set(Turns)
    assert {step.repeat for step in steps} == set(Repeat)
    assert {kind for step in steps for kind in [one.kind for one in step.inputs]} == set(Kind)
    assert {act.do for step in steps for act in step.acts} == set(Verb)
    assert {one.by for step in steps for one in step.inputs} | {Who.FACILITATOR} == set(Who)
    assert {speech for step in steps for floor in step.floor.values() for speech in floor} == set(Speech)


@pytest.mark.parametrize("size", [6, 10])
@pytest.mark.parametrize("method", encoded(), ids=lambda method: method.key)
def test_a_circle_plays_it_from_start_to_end(method, size):
    circle, seen = play(method, size)
    assert {step for step, _ in seen} == set(range(len(method.steps)))
    kept = fates(method, circle.state, circle.items.values())
    assert set(kept) == set(circle.items)
    assert harvest(method, circle.state, circle.items.values()) is not None
    assert {item.state for item in circle.items.values()} <= {"shown"}


def test_everybody_brings_a_case_where_the_case_bringer_rotates():
    wise = next(method for method in encoded() if method.key == "M17")
    circle, seen = play(wise, 6)
    assert [lap for step, lap in seen if step == 1] == list(range(6))
    troika = next(method for method in encoded() if method.key == "M16")
    circle, seen = play(troika, 10)
    assert sorted(map(len, circle.state.groups)) == [3, 3, 4]
    assert [lap for step, lap in seen if step == 2] == [0, 1, 2, 3]
