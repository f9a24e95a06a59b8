"""Every page in a real browser, on the narrowest phone: axe finds nothing, nothing sticks out, nothing goes wrong."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.house import matrix
from tests.house.test_bad_input import who_may
from tests.house.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
APPS = sorted({row.name.partition(":")[0] for row in matrix.rows()})


def is_page(row) -> bool:
    """Whether a browser shows it: no file, no part of a page, no stream."""
    return bool(row.get) and 200 in row.get.values() and row.page


def troubles_on(page, address: str) -> list[str]:
    """What is wrong with the page as it stands there."""
    found = [
        f"{address}: axe {violation['id']} at {', '.join(str(node['target'][0]) for node in violation['nodes'][:3])}"
        for violation in Axe().run(page).response["violations"]
    ]
    facts = page.evaluate(
        """() => ({
            wide: document.documentElement.scrollWidth > window.innerWidth,
            heads: document.querySelectorAll("h1").length,
            title: document.title.split("·")[0].trim(),
        })"""
    )
    if facts["wide"]:
        found.append(f"{address}: wider than the screen")
    if facts["heads"] != 1:
        found.append(f"{address}: {facts['heads']} headings of the first level")
    if not facts["title"]:
        found.append(f"{address}: no title")
    return found


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_on_a_narrow_phone(person, app, scheme):
    world = build()
    pages, troubles = {}, []
    for row in matrix.rows():
        if row.name.partition(":")[0] != app or not is_page(row):
            continue
        role = who_may(row)
        if role not in pages:
            pages[role] = person(world.people[role], color_scheme=scheme, **NARROW)
        args = row.args(world)
        address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
        page = pages[role]
        answer = page.goto(address)
        if answer.status != 200:
            troubles.append(f"{address}: {answer.status}")
            continue
        troubles += troubles_on(page, f"{row.name} as {role}")
    assert troubles == []
