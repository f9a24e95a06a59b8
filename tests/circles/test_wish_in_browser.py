"""A wish to join on a phone: a town chosen with the arrow keys, every letter kept, sent in the end."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from circles import areas
from circles.models import Area, Interest, InterestDraft
from tests import factories
from tests.browser.slowly import before_its_script

pytestmark = pytest.mark.browser


@pytest.fixture
def call(db):
    areas.load(Area)
    return factories.make_circle("Oude erven", is_public=True)


def test_from_the_call_to_sent_with_the_keyboard(person, call):
    chris = factories.make_user("Chris Buiten")
    page = person(chris, phone=True)
    page.goto(reverse("circles:theme", args=[call.pk, call.slug]))
    page.get_by_role("link", name="Ik heb belangstelling").first.click()
    page.get_by_label("Je functie").fill("wethouder")
    page.get_by_label("Wat is jouw situatie?").fill("Druk.")
    page.get_by_text("Opgeslagen", exact=True).wait_for()
    assert InterestDraft.objects.get().answers["situation"] == "Druk."
    page.get_by_role("button", name="Verder").click()
    town = page.get_by_role("combobox", name="Je gemeente of regio")
    town.press_sequentially("den ha")
    page.get_by_role("option", name="'s-Gravenhage").wait_for()
    assert Axe().run(page).response["violations"] == []
    town.press("ArrowDown")
    town.press("Enter")
    assert (town.input_value(), town.get_attribute("aria-expanded")) == ("'s-Gravenhage", "false")
    for label, words in (("Je motivatie", "Graag."), ("Een eerste brandende vraag", "Hoe dan?")):
        page.get_by_role("button", name="Verder").click()
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Maandag avond").check()
    page.get_by_role("button", name="Verder").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Lees het na").click()
    page.get_by_role("button", name="Stuur").click()
    page.get_by_role("heading", name="Je wacht op antwoord").wait_for()
    interest = Interest.objects.get()
    assert (interest.area.code, interest.availability) == ("GM0518", ["ma-a"])
    assert page.watch.troubles == []


def test_going_on_while_a_save_is_on_its_way_waits_for_it(person, call):
    """The server has the save, the browser not yet its version: the page may not be refused as somebody else's."""
    held = []
    page = person(factories.make_user("Chris Buiten"), phone=True)
    page.goto(reverse("circles:interest_step", args=[call.pk, "situatie"]))
    page.route("**/bewaren/", lambda route: held.append((route, route.fetch())))
    page.get_by_label("Je functie").fill("wethouder")
    with page.expect_request("**/bewaren/"):
        page.get_by_label("Wat is jouw situatie?").fill("Druk.")
    expect(page.get_by_text("Opgeslagen", exact=True)).to_be_hidden()
    while not held:
        page.wait_for_timeout(20)
    page.get_by_label("Wat is jouw situatie?").press_sequentially(" En laat.")
    page.get_by_role("button", name="Verder").click(no_wait_after=True)
    page.wait_for_timeout(200)  # what must not happen has the time to happen
    route, answer = held[0]
    route.fulfill(response=answer)
    page.get_by_role("heading", name="Waar kom je vandaan?").wait_for()
    assert InterestDraft.objects.get().answers["situation"] == "Druk. En laat."


def test_a_town_typed_before_the_script_came_is_suggested(person, call):
    page = person(factories.make_user("Chris Buiten"), phone=True)
    address = reverse("circles:interest_step", args=[call.pk, "plek"])
    town = page.get_by_label("Je gemeente of regio")
    with before_its_script(page, "**/circles/combobox*.js", address):
        town.press_sequentially("den ha")
    page.get_by_role("option", name="'s-Gravenhage").wait_for()
