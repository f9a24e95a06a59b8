"""Whoever leads is away: seen in real browsers, with real streams that end."""

import pytest
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.lead import take_over
from praktijkkring.live import limits
from sessions_app.models import Meeting
from tests.browser.test_room_alone import picture
from tests.plugins.browser import PATIENCE as WAIT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_deputy_takes_over_and_gives_back(cast, person, open_room, monkeypatch):
    monkeypatch.setattr(limits, "ABSENT_AFTER", 1.0)
    Meeting.objects.filter(pk=cast.meeting.pk).update(deputy=cast.member.user)
    run = open_room("vijfstappen")
    fenna, pieter = person(cast.facilitator.user, phone=True), person(cast.member.user, phone=True)
    marieke = person(cast.members[2].user, phone=True)
    for page in (fenna, pieter, marieke):
        page.goto(f"/ronde/{run.pk}/")
    expect(marieke.get_by_text("Fenna leidt")).to_be_visible()
    expect(marieke.locator("#takeover")).to_be_hidden()
    fenna.goto("/kringen/")
    for page in (pieter, marieke):
        expect(page.get_by_text("Fenna lijkt weg te zijn")).to_be_visible(timeout=WAIT)
    picture(marieke, "away-member")
    pieter.get_by_text("Is de gespreksleider weg?").click()
    picture(pieter, "away-deputy")
    pieter.get_by_role("button", name="Ja, ik neem de leiding over").click()
    expect(pieter.get_by_role("button", name="Volgende")).to_be_visible(timeout=WAIT)
    expect(marieke.get_by_text("Pieter leidt")).to_be_visible(timeout=WAIT)
    fenna.goto(f"/ronde/{run.pk}/")
    expect(fenna.locator("#body")).to_be_visible()
    assert "Fenna" not in fenna.locator("#here [data-away]").inner_text(), "who reads this is here"
    picture(fenna, "away-first")
    fenna.get_by_role("button", name="Neem de leiding terug").click()
    expect(fenna.get_by_role("button", name="Volgende")).to_be_visible(timeout=WAIT)
    expect(pieter.get_by_text("Fenna leidt")).to_be_visible(timeout=WAIT)

    # Pressed in the very moment in which the lead goes to somebody else: nobody is put out of the room for it.
    def first_the_deputy(route):
        take_over(by=run_for(cast.member.user, run.pk), leader=str(cast.facilitator.user.pk))
        route.continue_()

    fenna.route("**/stap/", first_the_deputy)
    fenna.get_by_role("button", name="Volgende").click()
    expect(fenna.get_by_text("Pieter leidt")).to_be_visible(timeout=WAIT)
    expect(fenna.locator("#said")).to_contain_text("Iemand was je net voor", timeout=WAIT)
    expect(fenna.locator("#body")).to_have_attribute("data-place", "0.0.revealed.0.0.")
