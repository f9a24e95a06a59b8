"""By keyboard alone: a meeting is led and a card laid. Every page is walked in test_keyboard_everywhere.py."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sessions_app.models import Meeting
from tests import factories
from tests.plugins.browser import PATIENCE as WAIT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STOPS = 80


@pytest.fixture
def tonight(db):
    circle = factories.make_circle(state="running")
    members = factories.make_members(circle, 6)
    season = factories.make_season(circle, first=timezone.localdate())
    meeting = season.meetings.first()
    Meeting.objects.filter(pk=meeting.pk).update(
        case_bringer=members[0],
        question=factories.make_question(members[0]),
        facilitator=members[5].user,
        state="confirmed",
        starts=datetime.time(0, 1),
        ends=datetime.time(23, 59),
    )
    circle.meeting, circle.members_in_order = meeting, members
    return circle


def press(page, selector):
    """Tab to the element and press Enter, as somebody without a mouse."""
    for _stop in range(MOST_STOPS):
        if page.locator(selector).first.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached with Tab")


def test_a_meeting_is_led_and_a_card_laid_by_keyboard(person, tonight):
    fenna, pieter = person(tonight.members_in_order[5].user), person(tonight.members_in_order[1].user)
    start = f"/bijeenkomsten/{tonight.meeting.pk}/ronde/"
    pieter.goto(start)
    press(pieter, "main form button")
    fenna.goto(f"{start}vijfstappen/")
    press(fenna, "main form .btn-primary")
    expect(fenna.locator("#lead .btn-lg")).to_be_visible(timeout=WAIT)
    expect(pieter.locator("#body")).to_be_visible(timeout=WAIT)
    place = fenna.locator("#body").get_attribute("data-place")
    press(fenna, "#lead .btn-lg[value=next]")
    expect(fenna.locator("#body")).not_to_have_attribute("data-place", place, timeout=WAIT)
    card = pieter.locator("textarea:visible").first
    expect(card).to_be_visible(timeout=WAIT)
    for _stop in range(MOST_STOPS):
        if card.evaluate("one => one === document.activeElement"):
            break
        pieter.keyboard.press("Tab")
    pieter.keyboard.type("Wat zou je doen als niemand het zag?")
    press(pieter, "#body .btn-primary, #mine .btn-primary")
    expect(pieter.get_by_text("Wat zou je doen als niemand het zag?").first).to_be_visible(timeout=WAIT)
    expect(fenna.locator("#count")).to_contain_text("1 van", timeout=WAIT)
