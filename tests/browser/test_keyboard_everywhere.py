"""Every page by keyboard alone, as whoever has most to press there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.whole_site import APPS, Site, pages_of
from tests.house.walk import session_key
from tests.house.world import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = Path(__file__).with_name("keyboard.js").read_text()
CONTROL = re.compile(rb"<(?:a|button|input|select|textarea|summary)\b")
PARTS_OF_A_FIELD = 8
# They see what another role sees.
TWINS = {"other_member", "other_coordinator", "deactivated", "ex_member", "superuser", "unsigned_member"}
WIDE = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}


def busiest(row, world):
    """Who gets the page with the most controls, as a choice by address."""

    def choose(address):
        counts = {}
        roles = [role for role, answer in row.get.items() if answer == 200]
        for role in [role for role in roles if role not in TWINS] or roles:
            client = Client()
            if user := world.people[role]:
                client.cookies[settings.SESSION_COOKIE_NAME] = session_key(user)
            counts[role] = len(CONTROL.findall(client.get(address).content))
        return max(counts, key=counts.get)

    return choose


def walk(page) -> list[str]:
    """Tab from the top to the bottom: what cannot be reached, is reached out of order, or does not show it."""
    looked = page.evaluate("() => keyboard.look()")
    troubles, order = looked["troubles"], []
    for here in steps(page, looked["stops"]):
        if order and here["at"] == order[-1]:
            continue
        if here["at"] in order:
            break
        troubles += here["troubles"]
        order.append(here["at"])
    troubles += [
        f"not reached: {page.evaluate('at => keyboard.name(at)', at)}" for at in _missed(order, looked["stops"])
    ]
    if order != sorted(order):
        troubles.append(f"another order than the page has: {order}")
    return troubles + page.evaluate("() => keyboard.beside()")


def steps(page, stops):
    """Where each Tab leads, until it leaves the page. As many at once as there are stops; most pages need one more."""
    left = PARTS_OF_A_FIELD * (stops + 1)  # A date has a day, a month and a year to stop at.
    while left > 0:
        for _press in range(stops + 1):
            page.keyboard.press("Tab")
        for here in page.evaluate("() => keyboard.walked()"):
            if here["away"]:
                return
            yield here
        left, stops = left - stops - 1, PARTS_OF_A_FIELD


def _missed(order, stops):
    return sorted(set(range(stops)) - set(order))


@pytest.mark.nightly
@pytest.mark.parametrize("app", APPS)
def test_every_page_is_walked_with_tab(person, app):
    site, troubles = Site(person, "light", **WIDE), []
    for row in pages_of(app):
        page, answer = site.shown(row, busiest(row, site.world), script=SCRIPT)
        if answer.status != 200:
            troubles.append(f"{row.name}: {answer.status}")
        else:
            troubles += [f"{row.name}{row.query}: {trouble}" for trouble in walk(page)]
        site.mend()
    assert troubles == []


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (
            (
                "const b = document.createElement('div'); b.textContent = 'druk'; b.addEventListener('click', () => {});"
                " document.querySelector('main').append(b);"
            ),
            "answers a click and not a key",
        ),
        (
            (
                "const s = new CSSStyleSheet(); s.replaceSync('*:focus { outline: none !important; box-shadow: none !important }');"
                " document.adoptedStyleSheets = [s];"
            ),
            "does not show that one is there",
        ),
        (
            (
                "const first = document.querySelector('main a, main button');"
                " first.addEventListener('keydown', (e) => { if (e.key === 'Tab') e.preventDefault(); });"
            ),
            "not reached",
        ),
        ("document.querySelector('footer button, footer a').tabIndex = 5;", "jumps the order"),
        ("document.querySelector('footer a').tabIndex = -1;", "taken out of the order"),
    ],
)
def test_a_fault_is_seen(person, fault, word):
    page = person(**WIDE)
    page.add_init_script(SCRIPT)
    page.goto("/")
    assert walk(page) == []
    page.goto("/")
    page.evaluate(fault)
    assert any(trouble.startswith(word) for trouble in walk(page))


def test_the_first_stop_leads_past_the_menu(person, db):
    page = person(build().people["coordinator"], **WIDE)
    page.goto("/kringen/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.matches('.pk-skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_escape_closes_the_menu_and_gives_the_place_back(person, db):
    page = person(build().people["coordinator"], **WIDE)
    page.goto("/kringen/")
    page.locator("details[data-menu] > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('.pk-sheet'))")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.matches('details[data-menu]:not([open]) > summary')")
