"""Advice on a question: what it sees in Dutch and English, and that it stays silent when in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions_app.advice import Check, advice, tips, works

GOOD = "Hoe zeg ik eerlijk wat ik vind van het erf, zonder de buurt te verliezen?"
SITUATION = "Een boer wil stoppen. Op zijn erf kunnen zes huizen komen. Het dorp is verdeeld."
ROLE = "Ik moet in februari met een voorstel komen."


def tip_names(text, **fields):
    return {check.name for check in tips(advice(text, **fields))}


def test_a_good_question_has_only_ticks():
    checks = advice(GOOD, SITUATION, ROLE, 4)
    assert [check.name for check in checks] == ["open", "mine", "concrete", "current", "short"]
    assert tips(checks) == []


def test_an_english_question_has_only_ticks():
    text = "How do I tell the council what I think, without losing the village?"
    checks = advice(text, "A farmer wants to stop. The village is divided over six houses.", "I decide next month.", 5)
    assert [check.name for check in works(checks)] == ["open", "mine", "concrete", "current", "short"]
    assert tips(checks) == []


def test_nothing_is_said_before_there_is_a_question():
    assert advice("  ", SITUATION, ROLE, 1) == []


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("Moet ik de raad meenemen?", "open"),
        ("Should I tell the council?", "open"),
        ("Ik vind het lastig", "open"),
        ("Hoe komt de raad tot een besluit?", "mine"),
        ("How do people change?", "mine"),
        ("Waarom luistert de provincie niet?", "influence"),
        ("How do they listen?", "influence"),
        ("Hoe werk ik in het algemeen beter samen?", "concrete"),
        ("Hoeveel woningen mag ik bouwen?", "knowledge"),
        ("Which law do I need?", "knowledge"),
        ("Hoe leg ik uit dat het al vast staat, want we hebben besloten?", "decided"),
        ("How do I explain what has already been decided?", "decided"),
        ("Hoe kwam ik destijds tot die keuze?", "current"),
        ("Hoe doe ik dit? En wat dan?", "short"),
        ("Hoe " + "heel " * 50 + "lang doe ik dit?", "short"),
        ("Hoe praat ik met Bakker over zijn erf?", "names"),
    ],
)
def test_what_could_be_sharper_gives_a_tip(text, tip):
    assert tip in tip_names(text)


def test_a_name_is_named_in_the_tip():
    assert Check("names", good=False, word="Bakker") in advice("Hoe praat ik met Bakker?")


@pytest.mark.parametrize(
    "text", ["Hoe werk ik met de VNG?", "How do I say what I think?", "Hoe blijf ik in Nederland gezond?"]
)
def test_a_capital_is_not_always_a_name(text):
    assert "names" not in tip_names(text)


def test_a_clause_before_the_question_is_fine():
    assert Check("open", good=True) in advice("Als wethouder: hoe neem ik mijn raad mee?")


def test_a_question_that_hardly_touches_gives_a_tip():
    assert "touches" in tip_names(GOOD, touches=2)
    assert "touches" not in tip_names(GOOD, touches=3)


@given(st.text(max_size=400), st.text(max_size=200))
def test_any_text_gets_an_answer(text, situation):
    names = [check.name for check in advice(text, situation)]
    assert len(names) == len(set(names))
