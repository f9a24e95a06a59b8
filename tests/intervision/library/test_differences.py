"""Two versions side by side, in words."""

from dataclasses import replace

from intervision.engine import Text
from intervision.library import drafts, kinds
from intervision.library.differences import differences
from intervision.methods import library

FIVE = library.get("vijfstappen")


def rows(old, new):
    return [(one.where, one.what, one.before, one.after) for one in differences(old, new)]


def test_the_same_method_differs_in_nothing():
    assert [differences(method, method) for method in library.all_methods()] == [[]] * 21


def test_minutes_and_words_are_named_with_their_step():
    step = replace(FIVE.steps[0], minutes=9, title=Text.of({"nl": "Begin", "en": "The question"}))
    assert rows(FIVE, drafts.put(FIVE, "vraag", step)) == [
        ("Begin", "Naam van de stap (nl)", "De vraag", "Begin"),
        ("Begin", "Minuten", "5", "9"),
    ]


def test_a_step_that_came_went_or_moved_is_named():
    assert rows(FIVE, drafts.add(FIVE, kinds.steps_of("silence"))) == [("Stilte", "Stap erbij", "", "Stilte")]
    assert rows(drafts.add(FIVE, kinds.steps_of("silence")), FIVE) == [("Stilte", "Stap eruit", "Stilte", "")]
    moved = rows(FIVE, drafts.move(FIVE, "vraag", 1))
    assert ("De vraag", "Plaats in de volgorde", "1", "2") in moved
    assert {what for _where, what, _before, _after in moved} <= {"Plaats in de volgorde", "Wat er met kaarten gebeurt"}


def test_properties_of_the_whole_are_named():
    assert rows(FIVE, replace(FIVE, smallest=5, follow_up=False)) == [
        ("", "Aantal mensen", "4–10", "5–10"),
        ("", "Terugkijken op het voornemen", "ja", "nee"),
    ]
