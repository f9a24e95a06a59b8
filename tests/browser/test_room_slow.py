"""The room on a slow connection: what somebody begins before the scripts have come is kept as everything else is."""

import pytest
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.domain.lead import give_back, take_over
from intervision.engine import Extend, Next
from intervision.models import Contribution
from sessions_app.models import Meeting
from tests.browser.slowly import answer_on_its_way, before_its_script, stream_in_hand, until_it_came

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


def standing(member, run):
    return run_for(member.user, run.pk)


def test_an_older_change_that_arrives_after_ones_own_takes_nothing_of_ones_own_away(cast, person, open_room):
    deputy = cast.members[2]
    Meeting.objects.filter(pk=cast.meeting.pk).update(deputy=deputy.user)
    run = open_room("vijfstappen")
    act(by=standing(cast.facilitator, run), command=Next())
    page = person(cast.member.user, phone=True)
    first = stream_in_hand(page, f"/ronde/{run.pk}/")
    take_over(by=standing(deputy, run))  # draws everybody's whole screen
    page.locator("#f-question").fill("Wie wacht er?")
    until_it_came(page, first + 1)
    then = page.evaluate_handle(
        """(older) => ({ over: whenThere("[data-own]", () => {
            letThrough(older);
            return ["#leads", "[data-own]"].map((one) => document.querySelector(one)?.innerText ?? "nothing");
        }) })""",
        first + 1,
    )
    page.get_by_role("button", name="Leg dicht op tafel").click()
    leads, own = page.evaluate("({ over }) => over", then)
    assert "Marieke leidt" in leads
    assert "Wie wacht er?" in own
    page.evaluate("(newer) => letThrough(newer)", first + 2)
    give_back(by=standing(cast.facilitator, run))
    until_it_came(page, first + 3)
    page.evaluate("(newest) => letThrough(newest)", first + 3)
    expect(page.locator("#leads")).to_contain_text("Fenna leidt")
    expect(page.locator("[data-own]")).to_contain_text("Wie wacht er?")
    expect(page.locator("#f-question")).to_be_hidden()


def test_changes_that_arrive_the_wrong_way_round_leave_the_screen_as_the_newest_made_it(cast, person, open_room):
    run = open_room("vijfstappen")
    page = person(cast.member.user, phone=True)
    first = stream_in_hand(page, f"/ronde/{run.pk}/")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "/deel/" in request.url else None)
    for command in (Extend(), Next(), Extend()):
        act(by=standing(cast.facilitator, run), command=command)
    until_it_came(page, first + 1, first + 2, first + 3)
    page.evaluate("(one) => letThrough(one + 2, one, one + 1)", first + 1)
    expect(page.locator("#f-question")).to_be_visible()
    expect(page.locator("#clock")).to_have_attribute("data-total", "540")  # eight minutes, and one more
    assert fetched == []

    # Of two changes the first one got lost, and comes after all when the screen has been fetched.
    for command in (Extend(), Next()):
        act(by=standing(cast.facilitator, run), command=command)
    until_it_came(page, first + 4, first + 5)
    with page.expect_response(f"**/ronde/{run.pk}/deel/*"):
        page.evaluate("(newest) => letThrough(newest)", first + 5)
    expect(page.locator("#clock")).not_to_have_attribute("data-total", "540")
    shown = page.locator("#body").inner_html()
    page.evaluate("(late) => letThrough(late)", first + 4)
    assert page.locator("#body").inner_html() == shown
