"""Every page in a real browser, on the narrowest phone: axe finds nothing, nothing sticks out, nothing goes wrong."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.whole_site import APPS, NARROW, Site, pages_of
from tests.house import administration
from tests.house.test_bad_input import who_may
from tests.house.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.nightly)])
def test_every_page_is_sound_on_a_narrow_phone(person, app, scheme):
    site, troubles = Site(person, scheme), []
    for row in pages_of(app):
        role = who_may(row)
        page, answer = site.shown(row, role)
        if answer.status == 200:
            troubles += troubles_on(page, f"{row.name} as {role}")
        else:
            troubles.append(f"{row.name} as {role}: {answer.status}")
        site.mend()
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_administration_is_sound_on_a_narrow_phone(person, scheme):
    """One row of each model. The templates are Django's, the colours ours."""
    world = build()
    page = person(world.people["superuser"], color_scheme=scheme, **NARROW)
    troubles, seen = [], set()
    for name, address in administration.pages():
        if name in seen or name.endswith(("_add", "_delete")):
            continue
        seen.add(name)
        if page.goto(address).status != 200:
            troubles.append(f"{name}: does not open")
        page.wait_for_load_state("load")
        troubles += [f"{name}: {trouble}" for trouble in page.watch.troubles]
        troubles += troubles_on(page, name)
        # To measure Django's forms axe sets a style itself, and the policy of the page says that it may not.
        page.watch.troubles.clear()
    assert troubles == []
