"""A newcomer sees a round at work; a facilitator leads one alone, and is somebody else in it. In a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.plugins.browser import PATIENCE as WAIT

from .test_every_page import NARROW, troubles_in_both

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def tools(page):
    """The panel of the rehearsal; on a wide screen it is open already."""
    if page.locator("#rh-tools").get_attribute("open") is None:
        page.locator("#rh-summary").click()


def look_as(page, who):
    tools(page)
    page.get_by_role("button", name=who, exact=True).click()
    expect(page.get_by_role("button", name=who, exact=True)).to_have_attribute("aria-pressed", "true", timeout=WAIT)


def ahead(page):
    number = page.locator(".pk-stepno").first.inner_text()
    page.locator("#ahead").click()
    expect(page.locator(".pk-stepno").first).not_to_have_text(number, timeout=WAIT)


def test_a_stranger_sees_a_round_at_work_from_the_front_page(page, settings):
    settings.DEMO = True
    page.goto("/")
    page.get_by_role("link", name="Kijk een ronde mee").click()
    expect(page).to_have_title("Oefening: Vijf stappen · Praktijkkring")
    expect(page.locator("#heard")).to_contain_text("Hanna", timeout=WAIT)
    expect(page.locator(".rh-band")).to_contain_text("Niets wordt bewaard")
    tools(page)
    ahead(page)
    expect(page.locator("#count")).to_contain_text("van de 5 kaarten", timeout=WAIT)


def test_every_screen_of_a_rehearsal_is_sound_on_a_narrow_phone(person, cast):
    page = person(cast.coordinator, color_scheme="light", **NARROW)
    page.goto("/oefenen/vijfstappen/")
    found = []
    for step in range(3):
        for who in ("Casusinbrenger", "Deelnemer", "Groot scherm", "Gespreksleider"):
            look_as(page, who)
            expect(page.locator("#frame")).to_be_visible()
            found += [f"{step} {who} {trouble}" for trouble in troubles_in_both(page, "/oefenen/vijfstappen/")]
        ahead(page)
    assert found == []


def test_a_facilitator_leads_and_lays_a_card_as_a_member(person, cast):
    page = person(cast.coordinator, phone=True)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto("/oefenen/vijfstappen/")
    page.get_by_role("button", name="Volgende").click()
    expect(page.locator(".pk-stepno").first).to_have_text("Stap 2 van 5", timeout=WAIT)
    look_as(page, "Deelnemer")
    page.get_by_role("button", name="Ik", exact=True).click()
    expect(page.locator("#rh-summary")).to_contain_text("Jij bent Joris", timeout=WAIT)
    page.locator("#rh-summary").click()
    page.locator("#f-question").press_sequentially("Wat zou Wietske zeggen?", delay=60)
    page.get_by_role("button", name="Leg dicht op tafel").click()
    expect(page.locator(".rm-own")).to_contain_text("Wat zou Wietske zeggen?", timeout=WAIT)
    look_as(page, "Casusinbrenger")
    expect(page.locator("#room")).not_to_contain_text("Wat zou Wietske zeggen?")
    body, over = page.locator("#body"), page.get_by_role("heading", name="Dat was de oefening.")
    for _ in range(8):
        before = body.get_attribute("data-place")
        page.locator("#ahead").click()
        expect(body).not_to_have_attribute("data-place", before)
        if over.is_visible():
            break
    expect(over).to_be_visible()
    expect(page.locator("#ahead")).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()
    assert "Wietske" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert problems == []


def test_who_is_logged_out_meanwhile_comes_to_the_way_in(person, cast, settings):
    page = person(cast.coordinator, phone=True)
    page.goto("/oefenen/vijfstappen/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.wait_for_url(f"**{reverse('account_login')}**", timeout=WAIT)
    page.wait_for_timeout(700)  # as long as a clock needs to stumble over a screen that is gone
    assert page.watch.troubles == []
