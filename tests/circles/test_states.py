"""The life of a circle, as a truth table."""

import itertools

import pytest

from circles import states
from circles.models import Circle
from praktijkkring.errors import Refused

VERBS = ["adopt", "start", "rest", "resume", "close", "reopen", "form_again"]
ALLOWED = {
    "proposed": {"adopt": "forming", "close": "closed"},
    "forming": {"start": "running", "close": "closed"},
    "running": {"rest": "resting", "close": "closed"},
    "resting": {"resume": "running", "close": "closed"},
    "closed": {"reopen": "resting", "form_again": "forming"},
}


def outcome(state, verb):
    try:
        return states.after(state, verb)
    except Refused:
        return "refused"


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(Circle.State.values, VERBS)))
def test_each_verb_in_each_state(state, verb):
    assert outcome(state, verb) == ALLOWED[state].get(verb, "refused")


def test_the_table_knows_no_other_states_or_verbs():
    assert {state for state, _ in states.MOVES} | set(states.MOVES.values()) == set(Circle.State.values)
    assert {verb for _, verb in states.MOVES} == set(VERBS)
