"""More than one device for one person, and one device for more than one person. In real browsers."""

import json
import re
import uuid

import pytest
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.domain.close import close
from intervision.domain.parts import name_part
from intervision.domain.scribe import seat_without_device
from intervision.engine import Kind, Next, Place, Put, Reveal, State
from intervision.ledger import method_of
from intervision.ledger import person as name_of
from intervision.models import Contribution, Run
from sessions_app.domain.guest import ask_guest, sign_as_guest
from sessions_app.guests import PROMISE_VERSION
from tests import factories
from tests.browser.devices import kept_on, until_nothing_is_kept_on
from tests.plugins.browser import PATIENCE as WAIT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def standing(member, run):
    return run_for(member.user, run.pk)


def now(run) -> State:
    return State.from_dict(Run.objects.get(pk=run.pk).state)


def test_what_the_case_bringer_noted_on_the_phone_goes_on_on_the_laptop(cast, person, open_room):
    run = open_room("roddelen")
    while now(run).place(method_of(run)) not in {Place.BACK, Place.OUTSIDE}:
        act(by=standing(cast.facilitator, run), command=Next())
    phone, laptop = person(cast.case_bringer.user, phone=True), person(cast.case_bringer.user)
    for page in (phone, laptop):
        page.goto(f"/ronde/{run.pk}/")
    noted = phone.get_by_label("Je kladblok")
    noted.fill("Ze zeggen ‘moed’.")
    expect(phone.locator("[data-saved=saved]")).to_be_visible(timeout=WAIT)
    here = laptop.get_by_label("Je kladblok")
    here.focus()
    expect(here).to_have_value("Ze zeggen ‘moed’.", timeout=WAIT)
    here.press("End")
    here.press_sequentially(" Waarom?")
    expect(laptop.locator("[data-saved=saved]")).to_be_visible(timeout=WAIT)
    expect(here).to_be_focused()
    laptop.evaluate("document.activeElement.blur()")
    noted.blur()
    noted.focus()
    expect(noted).to_have_value("Ze zeggen ‘moed’. Waarom?", timeout=WAIT)
    assert [row.text for row in Contribution.objects.filter(kind="note")] == ["Ze zeggen ‘moed’. Waarom?"]


def test_a_field_that_goes_because_the_card_was_laid_elsewhere_leaves_its_text(cast, person, open_room):
    run = open_room("vijfstappen")
    act(by=standing(cast.facilitator, run), command=Next())
    while not now(run).now(method_of(run)).input(Kind.READING):
        act(by=standing(cast.facilitator, run), command=Next())
    phone, laptop = person(cast.member.user, phone=True), person(cast.member.user)
    for page in (phone, laptop):
        page.goto(f"/ronde/{run.pk}/")
    laptop.locator("#f-reading").fill("Van de laptop")
    phone.locator("#f-reading").fill("Van de telefoon")
    phone.locator("form[data-key$=reading] .btn-primary").click()
    expect(laptop.locator("[data-own]")).to_contain_text("Van de telefoon", timeout=WAIT)
    expect(laptop.locator("[data-begun]")).to_have_text(re.compile("Van de laptop"), timeout=WAIT)


def laid(run, member, text):
    card = str(uuid.uuid4())
    act(by=standing(member, run), command=Put(card, Kind.QUESTION, 0, len(text)), texts={card: text})


@pytest.fixture
def typed_for(cast, person, open_room):
    """``typed_for(method)``: Pieter types for Roos, who has no device; the run, and Fenna's and Pieter's pages."""

    def start(key):
        run = open_room(key)
        seat_without_device(by=standing(cast.facilitator, run), membership_id=cast.members[3].pk)
        name_part(by=standing(cast.facilitator, run), part="scribe", who=name_of(cast.member.user))
        return run, person(cast.facilitator.user, phone=True), person(cast.member.user, phone=True)

    return start


def test_a_vote_that_the_scribe_gives_for_somebody_is_in_the_count_on_every_screen(cast, typed_for):
    run, fenna, pieter = typed_for("socratisch")
    for member in (cast.case_bringer, cast.member, cast.members[2]):
        laid(run, member, f"Vraag van {member.user.first_name}")
    act(by=standing(cast.facilitator, run), command=Reveal())
    fenna.goto(f"/ronde/{run.pk}/")
    pieter.goto(f"/ronde/{run.pk}/schrijver/")
    ballot = pieter.locator("form", has=pieter.locator("input[name=do][value=vote]"))
    ballot.get_by_label(cast.members[3].user.name).check()
    ballot.get_by_label("Vraag van Ellen").check()
    ballot.get_by_role("button", name="Geef deze stem").click()
    expect(pieter.get_by_text("Geteld. Niemand kan zien wat er gekozen is")).to_be_visible(timeout=WAIT)
    expect(fenna.locator("#items")).not_to_contain_text("×")
    fenna.get_by_role("button", name="Tel").click()
    expect(fenna.locator("#items .rm-rest")).to_contain_text("1 ×", timeout=WAIT)
    expect(fenna.locator("#items .rm-rest li").first).to_contain_text("Vraag van Ellen")


def test_a_figure_that_the_scribe_gives_for_somebody_is_in_the_count_on_every_screen(cast, typed_for):
    run, fenna, pieter = typed_for("vermoedens")
    method = method_of(run)
    while not now(run).now(method).input(Kind.SCORE):
        act(by=standing(cast.facilitator, run), command=Next())
    fenna.goto(f"/ronde/{run.pk}/")
    pieter.goto(f"/ronde/{run.pk}/schrijver/")
    ballot = pieter.locator("form", has=pieter.locator("input[name=do][value=score]"))
    ballot.locator("input[name=author]").first.check()
    ballot.get_by_role("button", name="3", exact=True).click()
    expect(pieter.get_by_text("Geteld. Niemand kan zien wat er gekozen is")).to_be_visible(timeout=WAIT)
    fenna.get_by_role("button", name="Tel").click()
    expect(fenna.locator("#items .rm-rest")).to_contain_text("1 ×", timeout=WAIT)
    expect(fenna.locator("#items .rm-rest li")).to_have_count(1)


def test_who_leads_has_the_controls_under_the_thumb_however_much_lies_on_the_table(cast, person, open_room):
    run = open_room("socratisch")
    for member in (cast.case_bringer, cast.member, cast.members[2]):
        laid(run, member, f"Vraag van {member.user.first_name}. " + "Waarom is dat zo? " * 20)
    act(by=standing(cast.facilitator, run), command=Reveal())
    fenna = person(cast.facilitator.user, phone=True)
    fenna.goto(f"/ronde/{run.pk}/")
    height = fenna.viewport_size["height"]
    assert fenna.evaluate("document.documentElement.scrollHeight") > height * 1.3
    for button in ("#go", "#longer", "#hold"):
        box = fenna.locator(button).bounding_box()
        assert box["y"] + box["height"] <= height, button
    # On a small phone, in a round: the five everyday moves, and nothing lies over them.
    act(by=standing(cast.facilitator, run), command=Next())
    while not now(run).round:
        act(by=standing(cast.facilitator, run), command=Next())
    fenna.set_viewport_size({"width": 360, "height": 640})
    expect(fenna.locator("#spoken")).to_be_visible(timeout=WAIT)
    for button in ("#go", "#back", "#longer", "#hold", "#spoken"):
        box = fenna.locator(button).bounding_box()
        assert box["y"] + box["height"] <= 640, button
        assert min(box["width"], box["height"]) >= 44, button
        fenna.locator(button).click(trial=True, timeout=WAIT)


def test_who_stands_at_the_door_sees_how_far_they_are_and_comes_in_when_a_chair_is_given(cast, person, open_room):
    run = open_room("vijfstappen")
    roos = person(cast.members[3].user, phone=True)
    roos.goto(f"/ronde/{run.pk}/")
    expect(roos.get_by_text("Ze zijn bij stap 1 van 5")).to_be_visible()
    act(by=standing(cast.facilitator, run), command=Next())
    expect(roos.get_by_text("Ze zijn bij stap 2 van 5")).to_be_visible(timeout=WAIT)
    seat_without_device(by=standing(cast.facilitator, run), membership_id=cast.members[3].pk)
    expect(roos.locator("#f-question")).to_be_visible(timeout=WAIT)


def test_a_card_from_a_tunnel_that_comes_too_late_is_not_lost_and_offline_is_said_calmly(cast, person, open_room):
    run = open_room("vijfstappen")
    pieter = person(cast.member.user, phone=True)
    pieter.goto(f"/ronde/{run.pk}/")
    act(by=standing(cast.facilitator, run), command=Next())  # the stream that brings it is open, then
    pieter.locator("#f-question").fill("Wie wacht er op jou?")
    pieter.context.set_offline(True)
    pieter.get_by_role("button", name="Leg dicht op tafel").click()
    expect(pieter.locator("[data-saved=offline]").first).to_be_visible(timeout=WAIT)
    expect(pieter.locator("#link")).to_be_hidden()
    expect(pieter.locator("#link")).to_be_visible(timeout=WAIT)
    for command in (Reveal(), *[Next()] * 3):
        act(by=standing(cast.facilitator, run), command=command)
    pieter.context.set_offline(False)
    expect(pieter.locator("#link")).to_be_hidden(timeout=WAIT)
    expect(pieter.locator("#body")).to_have_attribute("data-place", re.compile(r"^4\."), timeout=WAIT)
    expect(pieter.locator("#mine")).to_contain_text("Wie wacht er op jou?", timeout=WAIT)
    assert [(row.text, row.state) for row in Contribution.objects.all()] == [("Wie wacht er op jou?", "draft")]
    until_nothing_is_kept_on(pieter)

    # And once more, while the meeting is closed: then nobody gets it, and the author is told so.
    pieter.context.set_offline(True)
    pieter.locator("#f-advice").fill("Begin met één erf.")
    pieter.get_by_role("button", name="Leg dicht op tafel").click()
    close(by=standing(cast.facilitator, run))
    pieter.context.set_offline(False)
    left = pieter.locator("#left")
    expect(left).to_contain_text("Niet opgeslagen: de bijeenkomst was al gesloten", timeout=WAIT)
    expect(left.get_by_role("listitem")).to_have_text(["Begin met één erf."])
    assert kept_on(pieter) == 0
    pieter.goto("/privacy/")
    card = json.dumps({"fields": {"text": "Van een telefoon die uit stond", "state": "put"}, "at": 1})
    pieter.evaluate(
        "([key, card]) => localStorage.setItem(key, card)", [f"pk-keep:{run.pk}:{cast.member.user_id}:x", card]
    )
    pieter.goto(f"/ronde/{run.pk}/")
    expect(left.get_by_role("listitem")).to_have_text(["Van een telefoon die uit stond"])
    assert kept_on(pieter) == 0
    pieter.watch.troubles.clear()  # the connection that was cut on purpose


# What is posted leaves only when the test says so.
ON_ITS_WAY = """() => {
    const before = window.fetch;
    const sent = new Promise((then) => { window.send = then; });
    window.fetch = async (address, options) => {
        if (options?.method !== "POST") return before(address, options);
        await sent;
        const answer = await before(address, options);
        setTimeout(() => { window.answered = true; }, 200);
        return answer;
    };
}"""


def test_what_is_on_its_way_when_the_meeting_closes_stays_on_no_device(cast, person, open_room):
    run = open_room("vijfstappen")
    act(by=standing(cast.facilitator, run), command=Next())
    pieter = person(cast.member.user, phone=True)
    pieter.goto(f"/ronde/{run.pk}/")
    pieter.evaluate(ON_ITS_WAY)
    pieter.locator("#f-question").fill("Wie wacht er op jou?")
    pieter.get_by_role("button", name="Leg dicht op tafel").click()
    close(by=standing(cast.facilitator, run))
    expect(pieter.locator("#left").get_by_role("listitem")).to_have_text(["Wie wacht er op jou?"], timeout=WAIT)
    assert kept_on(pieter) == 0
    pieter.evaluate("() => window.send()")
    pieter.wait_for_function("() => window.answered")
    assert kept_on(pieter) == 0
    pieter.watch.troubles.clear()  # the card that was refused


def test_a_finger_that_taps_twice_moves_one_step_also_when_the_answer_came_in_between(cast, person, open_room):
    run = open_room("vijfstappen")
    fenna = person(cast.facilitator.user, phone=True)
    fenna.goto(f"/ronde/{run.pk}/")
    fenna.evaluate("window.moment = 10_000; performance.now = () => window.moment")
    fenna.locator("#go").click()
    expect(fenna.locator("#body")).to_have_attribute("data-place", re.compile(r"^1\."), timeout=WAIT)
    fenna.evaluate("window.moment += 300")
    fenna.locator("#go").click()
    fenna.locator("#longer").click()
    expect(fenna.locator("#clock")).to_have_attribute("data-total", str((now(run).plan[1] + 1) * 60), timeout=WAIT)
    assert now(run).step == 1
    fenna.evaluate("window.moment += 500")
    fenna.locator("#go").click()
    expect(fenna.locator("#body")).not_to_have_attribute("data-place", re.compile(r"^1\.0\.writing"), timeout=WAIT)


def test_a_guest_takes_part_and_is_thanked_when_the_meeting_is_over(cast, person, open_room):
    run = open_room("vijfstappen")
    user = factories.make_user("Xandra Buiten", language="en")
    asked = ask_guest(meeting=cast.meeting, email=user.email, name="Xandra", by=cast.facilitator.user)
    sign_as_guest(guest_pass=asked, name="Xandra Buiten", version=PROMISE_VERSION, by=user)
    xandra, pieter = person(user, phone=True), person(cast.member.user, phone=True)
    xandra.goto(f"/ronde/{run.pk}/")
    xandra.get_by_role("button", name="Sit down at the table").click()
    pieter.goto(f"/ronde/{run.pk}/")
    expect(pieter.get_by_text("Xandra Buiten is te gast")).to_be_visible()
    act(by=standing(cast.facilitator, run), command=Next())
    xandra.locator("#f-question").fill("Wie wacht er?", timeout=WAIT)
    expect(xandra.locator("[data-saved=saved]").first).to_be_visible(timeout=WAIT)
    close(by=standing(cast.facilitator, run))
    expect(xandra.get_by_role("heading", name="Thank you for being a guest")).to_be_focused(timeout=WAIT)
    assert cast.question.text not in xandra.content()
    assert kept_on(xandra) == 0
    xandra.watch.troubles.clear()  # its stream has no door any more
