"""The room on a slow connection: what somebody begins before the scripts have come is kept as everything else is."""

import pytest
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Next
from intervision.models import Contribution
from tests.browser.slowly import answer_on_its_way, before_its_script

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_what_was_written_before_the_script_came_is_a_draft(cast, person, open_room):
    run = open_room("vijfstappen")
    act(by=run_for(cast.facilitator.user, run.pk), command=Next())
    page = person(cast.member.user, phone=True)
    with before_its_script(page, "**/room/room*.js", f"/ronde/{run.pk}/"):
        page.locator("#f-question").fill("Wie wacht er?")
    expect(page.locator("form[data-key$=question] [data-saved]")).to_have_attribute("data-saved", "saved")
    assert Contribution.objects.get(state="draft").text == "Wie wacht er?"


def test_a_page_that_was_fetched_before_a_card_was_laid_does_not_take_it_away(cast, person, open_room):
    """After a tunnel the page is fetched and the card is sent in the same moment."""
    run = open_room("vijfstappen")
    act(by=run_for(cast.facilitator.user, run.pk), command=Next())
    page = person(cast.member.user, phone=True)
    page.goto(f"/ronde/{run.pk}/")
    page.locator("#f-question").fill("Wie wacht er?")
    expect(page.locator("form[data-key$=question] [data-saved]")).to_have_attribute("data-saved", "saved")
    with answer_on_its_way(page, f"**/ronde/{run.pk}/deel/*") as held:
        page.evaluate("dispatchEvent(new Event('online'))")
        while not held:
            page.wait_for_timeout(20)
        page.get_by_role("button", name="Leg dicht op tafel").click()
        expect(page.get_by_text("Jouw kaart, dicht")).to_be_visible()
    with page.expect_response(f"**/ronde/{run.pk}/deel/*"):
        pass
    expect(page.get_by_text("Jouw kaart, dicht")).to_be_visible()
    expect(page.locator("#f-question")).to_be_hidden()
