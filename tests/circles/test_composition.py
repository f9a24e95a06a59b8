"""Who is similar enough, and who is too close."""

from types import SimpleNamespace

import pytest

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
