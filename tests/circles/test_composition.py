"""Who is similar enough, and who is too close."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from circles import composition


def person(number, area=None, organisation=None, role=""):
    return SimpleNamespace(
        user_id=number,
        user=SimpleNamespace(first_name=f"P{number}"),
        area=area and SimpleNamespace(name=area),
        area_id=area,
        organisation_id=organisation,
        responsibility=role,
    )


ALDERMEN = [person(n, f"A{n}", f"O{n}", "wethouder ruimte") for n in range(1, 5)]


@pytest.mark.parametrize(
    ("somebody", "names"),
    [
        (person(9, "A9", "O9", "Wethouder, water"), []),
        (person(9, "A9", "O2", "wethouder"), ["P2"]),
        (person(9, "A2", "O9", "wethouder"), ["P2"]),
        (person(9, "A2", "O2", "wethouder"), ["P2"]),
        (person(9, "A9", "O9", "programmamanager"), ["programmamanager"]),
        (person(9), []),
        (ALDERMEN[0], []),
    ],
)
def test_each_warning_names_whom_it_is_about(somebody, names):
    found = composition.warnings(somebody, ALDERMEN)
    assert len(found) == len(names)
    assert all(name in sentence for name, sentence in zip(names, found, strict=True))


def test_a_usual_role_needs_three_and_more_than_half():
    assert composition.usual_responsibility(ALDERMEN[:2]) == ""
    assert composition.usual_responsibility(ALDERMEN) == "wethouder"
    mixed = [*ALDERMEN[:3], *(person(n, role=f"rol{n}") for n in range(5, 9))]
    assert composition.usual_responsibility(mixed) == ""


def test_the_spread_counts_areas_and_organisations():
    table = [*ALDERMEN, person(7, "A1", "O1")]
    assert [(name, len(people)) for name, people in composition.spread(table)] == [
        ("A1", 2),
        ("A2", 1),
        ("A3", 1),
        ("A4", 1),
    ]
    assert composition.organisations(table) == 4
    assert composition.all_apart(ALDERMEN)
    assert not composition.all_apart(table)
    assert not composition.all_apart([*ALDERMEN, person(8)])


@pytest.mark.parametrize(
    ("is_under", "said"), [(None, ["2. Is "]), (True, ["onder P2", "2."]), (False, ["lijn", "2."])]
)
def test_who_said_who_works_under_whom_is_not_asked_again(is_under, said):
    lines = [] if is_under is None else [SimpleNamespace(one_id=9, other_id=2, is_under=is_under)]
    found = composition.warnings(person(9, "A9", "O2"), ALDERMEN, lines)
    assert len(found) == len(said)
    with translation.override("nl"):
        found = composition.warnings(person(9, "A9", "O2"), ALDERMEN, lines)
    assert [piece in sentence for piece, sentence in zip(said, found, strict=True)] == [True] * len(said)
    assert any("baas" in sentence for sentence in found) is (is_under is None)
