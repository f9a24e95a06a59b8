"""A method that cannot be carried out is refused when it is read, with every fault in words."""

import json

import pytest

from intervision.engine import InvalidMethod, Method, State
from intervision.engine.jsonable import Malformed
from intervision.methods.library import get

from .circle import play
from .methods import asks, method

SORT = {"by": "bringer", "do": "sort", "on": "s0", "labels": ["warm"]}


def faults(*steps, **properties):
    with pytest.raises(InvalidMethod) as caught:
        method(*steps, **properties)
    return caught.value.faults


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "a method needs at least one step"),
        ([{"key": "a"}, {"key": "a"}], "steps: the key 'a' is empty, reserved or used twice"),
        ([{"key": "carry"}], "steps: the key 'carry' is empty, reserved or used twice"),
        ([{}] * 41, "a method has at most 40 steps"),
        ([{"title": "Dag {naam}"}], "steps[0] s0: nl: '{naam}' is not a known placeholder (only {bringer})"),
        ([{"minutes": -1}], "steps[0] s0: minutes, turn_seconds and subgroups are not negative"),
        (
            [{"inputs": [asks("advice"), asks("advice")]}],
            "steps[0] s0: two inputs of the kind 'advice'; give one of them another kind, or its own step",
        ),
        ([{"inputs": [asks("note")]}], "steps[0] s0: a note is private"),
        (
            [{"inputs": [asks("score")]}],
            "steps[0] s0: a score is anonymous: it is counted, never stored with a person",
        ),
        (
            [{"inputs": [asks("insight", private_choice=True)]}],
            "steps[0] s0: insight: only what is shown live can be kept to oneself by choice",
        ),
        ([{"reveal": "later"}], "steps[0] s0: nothing here is sealed, so nothing is shown later"),
        (
            [{"reveal": "later", "inputs": [asks("advice")]}],
            "steps[0] s0: no later step shows what is sealed here",
        ),
        ([{"acts": [SORT]}], "steps[0] s0: sort on 's0': nothing is written there"),
        ([{"acts": [{**SORT, "on": "x"}]}], "steps[0] s0: sort on 'x': there is no such step"),
        ([{"acts": [{**SORT, "on": "s1"}]}, {}], "steps[0] s0: sort on 's1': that step comes later"),
        (
            [{"inputs": [asks("advice")]}, {"acts": [{**SORT, "labels": []}]}],
            "steps[1] s1: sort on 's0': labels are missing",
        ),
        (
            [{"inputs": [asks("advice")]}, {"acts": [{**SORT, "labels": ["a" * 21]}]}],
            "steps[1] s1: sort on 's0': a label has at most 20 letters",
        ),
        (
            [{"inputs": [asks("advice")]}, {"acts": [{**SORT, "names": {"cold": "Koud"}}]}],
            "steps[1] s1: sort on 's0': a name for a label that is not there",
        ),
        ([{"repeat": "slot"}], "steps[0] s0: a slot has modules, and only a slot"),
        ([{"repeat": "loop", "loop_to": "s0", "loop_limit": 1}], "steps[0] s0: loop_to names an earlier step"),
        ([{}, {"loop_to": "s0"}], "steps[1] s1: loop_to and loop_limit belong to a loop"),
        (
            [{"repeat": "member"}, {}, {"repeat": "member"}],
            "steps[0] s0: the steps that each case-bringer repeats stand together",
        ),
        (
            [{"inputs": [asks("question", harvest="real_question")]}] * 2,
            "real_question is filled twice: in s0 and s1",
        ),
    ],
)
def test_what_cannot_be_carried_out_is_said_in_words(steps, said):
    assert said in faults(*steps)


def test_all_faults_are_named_at_once():
    assert len(faults({"minutes": "five", "turns": "dance"}, {"place": "moon", "colour": "red"})) == 4


def test_data_that_is_no_method_at_all_is_refused():
    for data in (None, [], "x", {}, {"key": 1, "name": 2, "steps": 3}, {"key": "a", "name": "b", "steps": [None]}):
        with pytest.raises(InvalidMethod):
            Method.from_dict(data)


def test_a_broken_state_is_refused():
    for data in (None, {}, {"people": "abc", "facilitator": "f"}, {"people": [], "facilitator": "f", "text": "secret"}):
        with pytest.raises(Malformed):
            State.from_dict(data)


@pytest.mark.parametrize("fault", ["acts", "inputs", "on", "kind", "shown", "key"])
def test_a_method_with_one_planted_fault_is_refused_or_can_still_be_played(fault):
    """Damage one thing in each step of four methods: it is either refused with a reason, or no trap."""
    for whole in (get(key) for key in ("vijfstappen", "incident", "zesfasen", "balint")):
        for index in range(len(whole.steps)):
            data = json.loads(json.dumps(whole.to_dict()))
            step = data["steps"][index]
            if fault in {"acts", "inputs"}:
                step.pop(fault, None)
            elif fault == "key":
                step["key"] = "elsewhere"
            else:
                for one in step.get("acts" if fault == "on" else "inputs", []):
                    one[fault] = {"on": "nowhere", "kind": "reading", "shown": "sealed"}[fault]
            try:
                damaged = Method.from_dict(data)
            except InvalidMethod:
                continue
            play(damaged, 3)
