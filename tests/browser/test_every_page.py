"""Every page in a real browser, on the narrowest phone: axe finds nothing, nothing sticks out, nothing goes wrong."""

from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.whole_site import APPS, NARROW, Site, pages_of
from tests.house import administration
from tests.house.test_bad_input import who_may
from tests.house.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The longest part of a short visit is axe itself, so it comes with the page. An empty page between two others needs none.
AXE = f"if (location.protocol !== 'about:') {{ {Axe().axe_script} }}"
ALL_RULES = """async () => ({
    violations: (await axe.run({resultTypes: ["violations"]})).violations,
    wide: document.documentElement.scrollWidth > window.innerWidth,
    heads: document.querySelectorAll("h1").length,
    title: document.title.split("·")[0].trim(),
    other: matchMedia("(prefers-color-scheme: dark)").matches ? "light" : "dark",
})"""
# A colour that is still on its way to the other one is no colour of ours.
CONTRAST = """() => {
    document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish());
    return axe.run({runOnly: ["color-contrast"], resultTypes: ["violations"]});
}"""
WITH_AXE = WeakSet()


def bring_axe(page):
    if page not in WITH_AXE:
        WITH_AXE.add(page)
        page.add_init_script(AXE)
        page.evaluate(AXE)


def violated(page) -> list[dict]:
    """What all rules of axe say of the page as it stands there."""
    bring_axe(page)
    return page.evaluate(ALL_RULES)["violations"]


def violations(response, address: str) -> list[str]:
    return [
        f"{address}: axe {violation['id']} at {', '.join(str(node['target'][0]) for node in violation['nodes'][:3])}"
        for violation in response["violations"]
    ]


def troubles_in_both(page, address: str) -> list[str]:
    """What is wrong with the page as it stands there; then what the colours do wrong in the dark, or in the light.

    The page stays in that, and the next one is judged from there: each change has the whole page drawn again.
    """
    bring_axe(page)
    facts = page.evaluate(ALL_RULES)
    found = violations(facts, address)
    if facts["wide"]:
        found.append(f"{address}: wider than the screen")
    if facts["heads"] != 1:
        found.append(f"{address}: {facts['heads']} headings of the first level")
    if not facts["title"]:
        found.append(f"{address}: no title")
    page.emulate_media(color_scheme=facts["other"])
    return found + violations(page.evaluate(CONTRAST), f"{address}, {facts['other']}")


@pytest.mark.parametrize("app", APPS)
def test_every_page_is_sound_on_a_narrow_phone(person, app):
    site, troubles = Site(person, "light"), []
    for row in pages_of(app):
        role = who_may(row)
        page, answer = site.shown(row, role)
        if answer.status == 200:
            troubles += troubles_in_both(page, f"{row.name} as {role}")
        else:
            troubles.append(f"{row.name} as {role}: {answer.status}")
        site.mend()
    assert troubles == []


def test_every_page_of_the_administration_is_sound_on_a_narrow_phone(person):
    """One row of each model. The templates are Django's, the colours ours."""
    world = build()
    page = person(world.people["superuser"], color_scheme="light", **NARROW)
    troubles, seen = [], set()
    for name, address in administration.pages():
        if name in seen or name.endswith(("_add", "_delete")):
            continue
        seen.add(name)
        if page.goto(address).status != 200:
            troubles.append(f"{name}: does not open")
        page.wait_for_load_state("load")
        troubles += [f"{name}: {trouble}" for trouble in page.watch.troubles]
        troubles += troubles_in_both(page, name)
        # To measure Django's forms axe sets a style itself, and the policy of the page says that it may not.
        page.watch.troubles.clear()
    assert troubles == []
