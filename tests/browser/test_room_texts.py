"""What somebody typed while others typed too, or while the room was drawn anew under their hands."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Next, Reveal
from intervision.models import Contribution, Harvest
from sessions_app.models import Meeting
from tests import factories
from tests.browser.devices import kept_on, until_nothing_is_kept_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WAIT = 15_000


def lead(cast, run, *commands):
    for command in commands:
        act(by=run_for(cast.facilitator.user, run.pk), command=command)


@pytest.fixture
def promised(cast):
    """Four weeks ago Marieke brought in and promised something."""
    marieke = cast.members[2]
    earlier = Meeting.objects.create(
        season=cast.season,
        number=8,
        date=timezone.localdate() - datetime.timedelta(days=28),
        state="done",
        case_bringer=marieke,
        question=factories.make_question(marieke),
        facilitator=cast.facilitator.user,
    )
    return Harvest.objects.create(circle=cast.circle, meeting=earlier, first_question="Hoe?", commitment="Ik bel.")


def test_of_two_who_tell_what_became_of_it_both_texts_are_shown(cast, person, open_room, promised):
    def stored():
        promised.refresh_from_db()
        return promised.looked_back

    run = open_room("vijfstappen", look_back=5)
    fenna, marieke = person(cast.facilitator.user), person(cast.members[2].user, phone=True)
    for page in (fenna, marieke):
        page.goto(f"/ronde/{run.pk}/")
    first, second = (page.get_by_label("Wat is ervan gekomen?") for page in (fenna, marieke))
    second.focus()
    first.fill("Ze belde.")
    expect(fenna.locator("[data-saved=saved]")).to_be_visible(timeout=WAIT)
    second.press_sequentially("Het viel tegen")
    there = marieke.locator("[data-there]")
    expect(there).to_contain_text("Ze belde.", timeout=WAIT)
    expect(marieke.locator("[data-key=lookback] .refused")).to_be_visible()
    expect(fenna.locator("[data-there]")).to_be_hidden()
    # What is typed on is not sent by itself any more, and is here after a reload.
    second.press_sequentially(", zei ze.")
    marieke.reload()
    expect(second).to_have_value("Het viel tegen, zei ze.")
    expect(there).to_contain_text("Ze belde.")
    assert stored() == "Ze belde."
    second.fill("Ze belde. Het viel tegen, zei ze.")
    marieke.get_by_role("button", name="Opslaan").click()
    expect(there).to_be_hidden(timeout=WAIT)
    expect(second).to_have_value("Ze belde. Het viel tegen, zei ze.")
    until_nothing_is_kept_on(marieke)
    assert stored() == "Ze belde. Het viel tegen, zei ze."
    for page in (fenna, marieke):
        page.watch.troubles.clear()  # 409 is what the browser complains of


def test_a_form_that_is_drawn_anew_while_its_card_is_on_its_way_still_knows_that_it_was_sent(cast, person, open_room):
    run = open_room("vijfstappen")
    lead(cast, run, *[Next()] * 4, Reveal())
    page = person(cast.case_bringer.user, phone=True)
    page.goto(f"/ronde/{run.pk}/")
    held = []

    def hold_the_insight(route):
        if "kind=insight&" in route.request.post_data and "state=put" in route.request.post_data:
            return held.append(route)
        return route.continue_()

    page.route("**/inbreng/", hold_the_insight)
    for kind, text in (("statement", "Twee erven als proef."), ("insight", "Ik wacht te veel.")):
        page.locator(f"#f-{kind}").fill(text)
        if kind == "insight":
            page.get_by_label("Houd deze zin voor mezelf").check()
        page.locator(f"form[data-key$={kind}] .btn-primary").click()
    # The answer to the first card draws the form of the second one anew.
    expect(page.locator("[data-own]")).to_contain_text("Twee erven als proef.", timeout=WAIT)
    insight = page.locator("form[data-key$=insight]:not([data-key^=take])")
    expect(insight).to_have_class(re.compile("is-waiting"))
    expect(page.locator("#f-insight")).to_have_value("Ik wacht te veel.")
    expect(page.get_by_label("Houd deze zin voor mezelf")).to_be_checked()
    while not held:  # it leaves when the answer to the first one is there
        page.wait_for_timeout(20)
    held[0].continue_()
    until_nothing_is_kept_on(page)
    assert Contribution.objects.filter(kind="insight").values_list("state", "private").get() == ("shown", True)


def test_a_card_that_was_turned_over_before_it_could_be_changed_is_kept_on_no_device(cast, person, open_room):
    run = open_room("vijfstappen")
    lead(cast, run, Next())
    page = person(cast.member.user, phone=True)
    page.goto(f"/ronde/{run.pk}/")
    page.locator("#f-question").fill("Wat als?")
    page.get_by_role("button", name="Leg dicht op tafel").click()
    expect(page.locator("[data-own]")).to_be_visible(timeout=WAIT)
    until_nothing_is_kept_on(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Aanpassen").click()
    assert kept_on(page) == 1
    lead(cast, run, Reveal())
    page.context.set_offline(False)
    until_nothing_is_kept_on(page)
    card = Contribution.objects.get()
    assert (card.text, card.state) == ("Wat als?", "shown")
    page.watch.troubles.clear()


def test_what_was_begun_in_a_step_is_there_in_every_step_after_it_on_both_devices(cast, person, open_room):
    run = open_room("vijfstappen")
    lead(cast, run, Next())
    phone, laptop = person(cast.member.user, phone=True), person(cast.member.user)
    for page in (phone, laptop):
        page.goto(f"/ronde/{run.pk}/")
    phone.locator("#f-question").fill("Wie wacht er")
    for step in ("2.", "3.", "4."):
        lead(cast, run, Next())
        for page in (phone, laptop):
            expect(page.locator("#body")).to_have_attribute("data-place", re.compile(f"^{step}"))
            expect(page.locator("[data-begun]")).to_have_text(re.compile("Wie wacht er"))
