"""What the engine says of a method is said in words, each at its step."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from intervision.engine import check
from intervision.library import drafts, faults, words
from intervision.methods import library

FIVE = library.get("vijfstappen")


GAPS = ("4", "x", "sort on 'x'", "steps[0] x")  # in a gap: a number, a word, an act with its step, a step


def said_by_the_engine() -> list[list[str]]:
    """Every sentence that ``check.py`` can yield, each with the examples in its gaps."""
    return [
        [_filled(node.value, gap) for gap in GAPS]
        for node in ast.walk(ast.parse(Path(check.__file__).read_text()))
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Constant | ast.JoinedStr)
    ]


def _filled(node, gap: str) -> str:
    if isinstance(node, ast.Constant):
        return node.value
    return "".join(part.value if isinstance(part, ast.Constant) else gap for part in node.values)


def _in_words(sentence: str) -> bool:
    """Also when it stands behind the act that it is about."""
    return any(
        faults.in_words(one).sentence != re.sub(r"^steps: ", "", one) for one in (sentence, f"sort on 'x': {sentence}")
    )


def test_every_sentence_of_the_engine_has_one_for_people():
    sentences = said_by_the_engine()
    assert len(sentences) > 25
    assert [one[0] for one in sentences if not any(map(_in_words, one))] == []
    assert not _in_words("a fault that nobody thought of")


def test_a_fault_stands_at_its_step():
    broken = drafts.remove(FIVE, "vragen")
    assert faults.faults(broken) == [
        faults.Fault(1, "Legt elke kaart op een stapel: de stap met die kaarten is er niet meer."),
        faults.Fault(1, "Beantwoordt ze één voor één: de stap met die kaarten is er niet meer."),
    ]


def test_a_method_without_faults_has_none():
    assert [faults.faults(method) for method in library.all_methods()] == [[]] * 21


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"smallest": 9, "largest": 4},
            "Voor een gesprek zijn twee mensen nodig, en het kleinste aantal ligt niet boven",
        ),
        ({"largest": 21}, "Een kring heeft hoogstens 20 mensen."),
        ({"steps": ()}, "Een methode heeft minstens één stap."),
        ({"mistakes": FIVE.mistakes * 9}, "Te veel fouten: hoogstens 12."),
    ],
)
def test_a_fault_of_the_whole_is_said(change, sentence):
    found = faults.faults(replace(FIVE, **change))
    assert [(fault.step, fault.sentence.startswith(sentence)) for fault in found] == [(None, True)]


def test_every_value_of_the_engine_has_a_word():
    assert {kind: set(known) for kind, known in words.EVERY_LIST.items()} == {
        kind: set(kind) for kind in words.EVERY_LIST
    }
