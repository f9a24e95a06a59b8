"""The main job, with real devices: invited, at the table, a question weighed and reworded, the harvest read."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from circles.models import Invitation
from circles.tokens import token_for
from intervision.models import Contribution, Run
from sessions_app.models import Meeting
from tests import factories
from tests.plugins.browser import PATIENCE as WAIT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "Wat zou je doen als de raad niet hoefde te stemmen?"
REAL = "Wat durf ik zelf te beslissen?"


@pytest.fixture
def circle(db):
    """Six people around Ellen's question tonight; two more chairs are free."""
    circle = factories.make_circle(state="running")
    members = factories.make_members(circle, 6)
    season = factories.make_season(circle, first=timezone.localdate())
    meeting = season.meetings.first()
    question = factories.make_question(members[0])
    Meeting.objects.filter(pk=meeting.pk).update(
        case_bringer=members[0], question=question, facilitator=members[5].user, state="confirmed",
        starts=datetime.time(0, 1), ends=datetime.time(23, 59),
    )  # fmt: skip
    meeting.refresh_from_db()
    circle.meeting, circle.ellen, circle.leader = meeting, members[0], members[5]
    return circle


def take_invited_seats(person, circle) -> list:
    """The coordinator invites two people; each follows the link, signs and sits down. Gives their pages."""
    coordinator = person(circle.coordinators.get().user)
    coordinator.goto(f"/kringen/{circle.pk}/uitnodigingen/")
    coordinator.locator("textarea[name=guests]").fill("nora@voorbeeld.nl\nomar@voorbeeld.nl")
    coordinator.locator("#main form button[type=submit], #main form .btn-primary").last.click()
    expect(coordinator.get_by_text("nora@voorbeeld.nl").first).to_be_visible()
    pages = []
    for invitation in Invitation.objects.order_by("email"):
        page = person(factories.make_user(invitation.email.split("@")[0].capitalize(), invitation.email), phone=True)
        page.goto(f"/uitnodiging/{token_for(invitation)}/")
        page.locator("main a.btn-primary").click()
        page.wait_for_url("**/plaatsnemen/")
        fill_in_who_i_am(page, invitation.email.split("@")[0].capitalize())
        page.wait_for_url(re.compile(r"/kringen/\d+/$"))
        pages.append(page)
    return pages


def fill_in_who_i_am(page, name):
    form = page.locator("main form").last
    for field in form.locator("input[type=text], input:not([type])").all():
        field.fill({"name": f"{name} Nieuw", "area": f"{name}dorp"}.get(field.get_attribute("name"), "Wethouder"))
    for box in form.locator("input[type=checkbox]").all():
        box.check()
    form.locator(".btn-primary").click()


def lead(page, do):
    """Press the green button of who leads and wait until the screen has followed."""
    place = page.locator("#body").get_attribute("data-place")
    page.wait_for_timeout(400)  # what comes sooner is taken for a finger that trembles
    page.locator(f"#lead .btn-lg[value={do}]").click()
    expect(page.locator("#body")).not_to_have_attribute("data-place", place, timeout=WAIT)


def seconds(page) -> int:
    minutes, rest = page.locator("[data-digits]").first.inner_text().split(":")
    return int(minutes) * 60 + int(rest)


def everybody_sits_down(circle, fenna, *others):
    """Who leads chooses a method; all phones go along by themselves."""
    start = f"/bijeenkomsten/{circle.meeting.pk}/ronde/"
    for page in others:
        page.goto(start)
        page.get_by_role("button", name="Ik ben er").click()
        expect(page.get_by_role("heading", name="Je zit aan tafel")).to_be_visible()
    fenna.goto(start)
    fenna.get_by_role("link", name="Vijf stappen").click()
    fenna.get_by_role("button", name="Begin nu").click()
    for page in (fenna, *others):
        page.wait_for_url("**/ronde/*/", timeout=WAIT)
        expect(page.locator("#body")).to_have_attribute("data-place", re.compile(r"^0\."), timeout=WAIT)


def there_is_one_clock(*pages):
    shown = [seconds(page) for page in pages]
    run = Run.objects.get()
    left = (run.state["clock"]["ends_at"] - timezone.now().timestamp() * 1000) / 1000
    assert all(-2 <= value - left <= 4 for value in shown), (shown, left)


def nora_writes_sealed(fenna, nora):
    lead(fenna, "next")
    expect(nora.get_by_role("heading", name="Schrijf een vraag")).to_be_visible(timeout=WAIT)
    nora.locator("#f-question").fill(QUESTION)
    expect(nora.locator("[data-saved=saved]").first).to_be_visible(timeout=WAIT)
    nora.reload()
    expect(nora.locator("#f-question")).to_have_value(QUESTION)
    nora.get_by_role("button", name="Leg dicht op tafel").click()
    expect(fenna.locator("#count")).to_have_text(re.compile("^1 van de 2"), timeout=WAIT)


def omar_loses_his_connection_and_writes_on(fenna, omar):
    omar.context.set_offline(True)
    omar.locator("#f-question").fill("Wie heb je nodig?")
    omar.get_by_role("button", name="Leg dicht op tafel").click()
    expect(omar.locator("[data-saved=offline]").first).to_be_visible(timeout=WAIT)
    assert Contribution.objects.filter(state="sealed").count() == 1
    omar.context.set_offline(False)
    expect(fenna.locator("#count")).to_have_text(re.compile("^2 van de 2"), timeout=WAIT)
    expect(omar.get_by_text("Jouw kaart, dicht")).to_be_visible(timeout=WAIT)
    omar.watch.troubles.clear()  # the connection that was cut on purpose


def the_case_bringer_weighs_with_one_tap_a_card(fenna, ellen, nora):
    lead(fenna, "next")
    expect(ellen.get_by_text("1 van 2")).to_be_visible(timeout=WAIT)
    ellen.get_by_role("button", name="Warm").click()
    expect(ellen.get_by_text("2 van 2")).to_be_visible(timeout=WAIT)
    ellen.get_by_role("button", name="Koud").click()
    expect(ellen.get_by_role("button", name=re.compile("^Beantwoord"))).to_be_visible(timeout=WAIT)
    expect(nora.locator("#items")).to_contain_text(QUESTION)


def half_a_sentence_holds_nobody_back_and_is_not_lost(fenna, nora):
    lead(fenna, "next")
    expect(nora.locator("#f-reading")).to_be_visible(timeout=WAIT)
    nora.locator("#f-reading").press_sequentially("Ik wil niet wach")
    lead(fenna, "next")
    expect(nora.locator("#f-advice")).to_be_visible(timeout=WAIT)
    fenna.locator("#back").click()
    expect(nora.locator("#f-reading")).to_have_value("Ik wil niet wach", timeout=WAIT)
    nora.locator("#f-reading").fill("Ik wil niet wachten.")
    nora.get_by_role("button", name="Leg op tafel").click()
    expect(fenna.locator("#items")).to_contain_text("Ik wil niet wachten.", timeout=WAIT)


def the_real_question_then_advice_a_commitment_and_an_insight(fenna, ellen, nora, omar):
    ellen.locator("#f-question").fill(REAL)
    ellen.get_by_role("button", name="Dit is mijn vraag").click()
    expect(nora.locator("#items")).to_contain_text(REAL, timeout=WAIT)
    lead(fenna, "next")
    expect(nora.locator("#f-advice")).to_be_visible(timeout=WAIT)
    nora.locator("#f-advice").fill("Begin klein.")
    nora.get_by_role("button", name="Leg dicht op tafel").click()
    expect(fenna.locator("#count")).to_have_text(re.compile("^1 van de 2"), timeout=WAIT)
    lead(fenna, "reveal")
    ellen.get_by_role("button", name="Helpt me").click()
    ellen.locator("#f-statement").fill("Twee erven als proef, vóór 1 december.")
    ellen.locator("form[data-key$=statement] .btn-primary").click()
    expect(ellen.locator("[data-own]").first).to_be_visible(timeout=WAIT)
    omar.locator("#f-insight").fill("Ik wacht zelf ook te veel.")
    omar.locator("form[data-key$=insight] .btn-primary").click()
    expect(omar.locator("[data-own]").first).to_be_visible(timeout=WAIT)


def the_harvest_is_read(circle, fenna, ellen, nora, omar):
    fenna.locator("form[data-move=close] .btn-lg").click()
    expect(fenna.locator(".rm-told")).to_contain_text("Ellen heeft nog geen inzicht. Toch afronden?", timeout=WAIT)
    fenna.wait_for_timeout(400)  # what comes sooner is taken for a finger that trembles
    fenna.get_by_role("button", name="Toch afronden").click()
    for page in (nora, omar, ellen, fenna):
        expect(page.get_by_role("link", name="Bekijk de opbrengst")).to_be_visible(timeout=WAIT)
    nora.get_by_role("link", name="Bekijk de opbrengst").click()
    for words in (circle.meeting.question.text, REAL, "Twee erven als proef", "Ik wacht zelf ook te veel."):
        expect(nora.locator("main")).to_contain_text(words)
    # Nothing that anybody wrote stays on a device.
    assert nora.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pk-keep')).length") == 0
    assert omar.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('pk-keep')).length") == 0


def test_from_invitation_to_harvest(person, circle):
    nora, omar = take_invited_seats(person, circle)
    ellen, fenna = person(circle.ellen.user, phone=True), person(circle.leader.user, phone=True)
    everybody_sits_down(circle, fenna, ellen, nora, omar)
    there_is_one_clock(fenna, ellen, nora, omar)
    nora_writes_sealed(fenna, nora)
    omar_loses_his_connection_and_writes_on(fenna, omar)
    for page in (ellen, omar):
        assert QUESTION not in page.content()
    the_case_bringer_weighs_with_one_tap_a_card(fenna, ellen, nora)
    half_a_sentence_holds_nobody_back_and_is_not_lost(fenna, nora)
    the_real_question_then_advice_a_commitment_and_an_insight(fenna, ellen, nora, omar)
    the_harvest_is_read(circle, fenna, ellen, nora, omar)
