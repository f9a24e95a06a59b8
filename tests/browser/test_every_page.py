"""Every page in a real browser, on the narrowest phone: axe finds nothing, nothing sticks out, nothing goes wrong."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijkkring.vault.keys import forget
from tests.house import administration, matrix
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


class Site:
    """The world of the house on the running product, made anew after a row that changed something in it."""

    def __init__(self, person, scheme, **options):
        self.person, self.options = person, {"color_scheme": scheme, **(options or NARROW)}
        self.world, self.pages = build(), {}

    def shown(self, row, role, script=""):
        """The page of this row as this role (or who ``role(address)`` names): the browser's page and the answer."""
        with CaptureQueriesContext(connection) as asked:
            args = row.args(self.world)
        self.changed = any(not query["sql"].startswith("SELECT") for query in asked)
        address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
        role = role(address) if callable(role) else role
        if role not in self.pages:
            self.pages[role] = self.person(self.world.people[role], **self.options)
            if script:
                self.pages[role].add_init_script(script)
        page = self.pages[role]
        return page, page.goto(address)

    def mend(self):
        if self.changed:
            for page in self.pages.values():
                page.context.close()
            call_command("flush", interactive=False, verbosity=0)
            forget()
            self.world, self.pages = build(), {}


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_on_a_narrow_phone(person, app, scheme):
    site, troubles = Site(person, scheme), []
    for row in matrix.rows():
        if row.name.partition(":")[0] != app or not is_page(row):
            continue
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
