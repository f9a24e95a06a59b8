"""What a phone does by itself: the note pad behind one's back, the clock's last part, the keyboard that stays."""

import dataclasses
import os

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Closes, Next, Place, State
from intervision.ledger import method_of
from intervision.methods import library
from intervision.models import Contribution, Run
from tests.plugins.browser import PATIENCE as WAIT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def until(cast, run, arrived):
    """Who leads goes on until ``arrived(state)``."""
    while not arrived(State.from_dict(Run.objects.get(pk=run.pk).state)):
        act(by=run_for(cast.facilitator.user, run.pk), command=Next())


def picture(page, name):
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_the_note_pad_is_kept_and_is_nobody_elses(cast, person, open_room):
    run = open_room("roddelen")
    until(cast, run, lambda state: state.place(method_of(run)) in {Place.BACK, Place.OUTSIDE})
    ellen = person(cast.case_bringer.user, phone=True)
    ellen.goto(f"/ronde/{run.pk}/")
    ellen.get_by_label("Je kladblok").fill("Ze noemen het drie keer ‘moed’.\nWaarom raakt dat me zo?")
    expect(ellen.locator("[data-saved=saved]")).to_be_visible(timeout=WAIT)
    picture(ellen, "back")
    ellen.reload()
    expect(ellen.get_by_label("Je kladblok")).to_have_value("Ze noemen het drie keer ‘moed’.\nWaarom raakt dat me zo?")
    assert Contribution.objects.filter(kind="note").count() == 1
    pieter = person(cast.member.user)
    pieter.goto(f"/ronde/{run.pk}/")
    assert "moed" not in pieter.content()


def test_cards_of_others_do_not_take_the_keyboard(cast, person, open_room):
    run = open_room("vijfstappen")
    until(cast, run, lambda state: state.step == 1)
    pieter, marieke = person(cast.member.user, phone=True), person(cast.members[2].user, phone=True)
    for page in (pieter, marieke):
        page.goto(f"/ronde/{run.pk}/")
    field = pieter.locator("#f-question")
    field.press_sequentially("Wat als je")
    marieke.locator("#f-question").fill("Wie helpt je?")
    marieke.get_by_role("button", name="Leg dicht op tafel").click()
    expect(pieter.locator("#count")).to_contain_text("1 van de 2", timeout=WAIT)
    field.press_sequentially(" niets deed?")
    expect(field).to_be_focused()
    expect(field).to_have_value("Wat als je niets deed?")


def test_the_clock_says_in_words_how_far_it_is(cast, person, open_room):
    run = open_room("vijfstappen")
    page = person(cast.member.user, phone=True)
    for left, words in ((50, "Rond rustig af"), (10, "Bijna tijd"), (-20, "De tijd is om")):
        run.state["clock"]["ends_at"] = int(timezone.now().timestamp() * 1000) + left * 1000
        run.save(update_fields=["state"])
        page.goto(f"/ronde/{run.pk}/")
        expect(page.locator(".rm-word strong").filter(visible=True).first).to_have_text(words, timeout=WAIT)
        picture(page, f"clock-{left}")
    assert page.locator("[data-digits]").inner_text().startswith("+")
    expect(page.get_by_role("button", name="Nog één minuut")).to_be_visible()


def test_a_step_that_ends_with_its_clock_goes_on_while_nobody_presses(cast, person, open_room, monkeypatch):
    five = library.get("vijfstappen")
    timed = dataclasses.replace(five, steps=(dataclasses.replace(five.steps[0], closes=Closes.TIMER), *five.steps[1:]))
    monkeypatch.setattr(library, "get", lambda key: timed)
    run = open_room("vijfstappen")
    run.state["clock"]["ends_at"] = int(timezone.now().timestamp() * 1000) + 1_000
    run.save(update_fields=["state"])
    page = person(cast.member.user, phone=True)  # who leads has put the phone away
    page.goto(f"/ronde/{run.pk}/")
    expect(page.locator("#f-question")).to_be_visible(timeout=WAIT)
    assert State.from_dict(Run.objects.get().state).step == 1


def test_two_devices_in_one_note_write_over_nothing(cast, person, open_room):
    run = open_room("roddelen")
    until(cast, run, lambda state: state.place(method_of(run)) is Place.BACK)
    laptop, phone = person(cast.case_bringer.user), person(cast.case_bringer.user, phone=True)
    for page in (laptop, phone):
        page.goto(f"/ronde/{run.pk}/")
    here, there = laptop.get_by_label("Je kladblok"), phone.get_by_label("Je kladblok")
    here.fill("Moed.")
    expect(laptop.locator("[data-saved=saved]")).to_be_visible(timeout=WAIT)
    there.focus()
    expect(there).to_have_value("Moed.", timeout=WAIT)
    for field, more in ((there, " Van wie?"), (here, " Waarom?")):  # both keep the keyboard, one right after the other
        field.press("End")
        field.press_sequentially(more)
    apart = the_later_one(laptop, phone)
    expect(apart.locator("[data-beside]")).to_contain_text("Waarom?" if apart is phone else "Van wie?", timeout=WAIT)
    assert texts_noted() == ["Moed. Van wie?", "Moed. Waarom?"]
    expect(here).to_be_focused()
    goes_on_in_a_tunnel(run, phone if apart is laptop else laptop)


def the_later_one(*pages):
    """The page whose text came second, and stands beside the other."""
    for _ in range(WAIT // 50):
        for page in pages:
            if page.locator("[data-beside]").count():
                return page
        pages[0].wait_for_timeout(50)
    raise AssertionError(texts_noted())


def goes_on_in_a_tunnel(run, page):
    """While the other device goes on in the very same note; then the page is loaded anew."""
    field = page.get_by_label("Je kladblok")
    mine = field.input_value()
    page.context.set_offline(True)
    field.press("End")
    field.press_sequentially(" In de tunnel.")
    note = Contribution.objects.get(run=run, pk=page.locator("form[data-key$=note] [name=id]").input_value())
    note.text = f"{mine} Erbij."
    note.save(update_fields=["text"])
    page.context.set_offline(False)
    page.reload()
    expect(field).to_have_value(f"{mine} In de tunnel.")
    expect(page.locator("[data-beside]").filter(has_text="Erbij.")).to_be_visible(timeout=WAIT)
    expect(page.locator("form[data-key$=note] [data-saved=saved]")).to_be_visible(timeout=WAIT)
    both = {f"{mine} Erbij.", f"{mine} In de tunnel."}
    for _ in range(WAIT // 50):
        if both < set(texts_noted()):
            break
        page.wait_for_timeout(50)
    assert both < set(texts_noted())
    page.watch.troubles.clear()  # the connection that was cut on purpose


def texts_noted() -> list[str]:
    return sorted(row.text for row in Contribution.objects.filter(kind="note"))
