"""Phones as they are: clocks that are wrong, asleep in a pocket, answers that get lost, two facilitators at once."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Extend, Next, Pause, Place, Resume, Reveal, State
from intervision.ledger import method_of
from intervision.models import Contribution, Run
from tests.browser.devices import make_phone, until_nothing_is_kept_on
from tests.browser.test_every_page import violated
from tests.plugins.browser import PATIENCE as WAIT
from tests.plugins.speed import busy

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TOGETHER = 250  # ms between any two devices
AWAKE = 2_000  # ms in which a phone that is taken up shows the right step


def lead(cast, run, *commands):
    for command in commands:
        act(by=run_for(cast.facilitator.user, run.pk), command=command)


def apart(pages, seconds) -> float:
    """The longest time in ms between two devices that show the same second."""
    shown = [page.evaluate("window.flips") for page in pages]
    both = set.intersection(*(set(flips) for flips in shown))
    assert len(both) >= seconds, shown
    # The first second of each is when it was loaded, not when it changed.
    moments = [[flips[text] for flips in shown] for text in sorted(both)]
    return max(max(one) - min(one) for one in moments)


def forget(pages):
    for page in pages:
        page.evaluate("window.flips = {}; window.drawn = []")


def until_all_have_it(pages, run) -> int:
    """The stored version, once the clock on every page runs to the end that is stored."""
    run.refresh_from_db()
    ends = str(run.state["clock"]["ends_at"])
    for page in pages:
        expect(page.locator("#clock")).to_have_attribute("data-ends", ends, timeout=WAIT)
    return run.version


def until_it_ticked(page, seconds):
    for _ in range(WAIT // 50):
        if page.evaluate("Object.keys(window.flips).length") >= seconds:
            return
        page.wait_for_timeout(50)
    raise AssertionError("the clock stands still")


def leave(page, milliseconds):
    """The clock on this page ends so much later, as if the step had come that far."""
    page.evaluate("(left) => { document.getElementById('clock').dataset.ends = window.real() + left; }", milliseconds)


def place(page):
    return page.locator("#body").get_attribute("data-place")


def test_every_device_shows_the_same_second(cast, person, open_room):
    run = open_room("vijfstappen")
    people = ((cast.member, 7 * 60_000), (cast.case_bringer, -5 * 60_000), (cast.facilitator, 0))
    pages = [make_phone(person(member.user, phone=True), skew) for member, skew in people]
    for page in pages:
        page.goto(f"/ronde/{run.pk}/")
    late = make_phone(person(cast.members[2].user, phone=True), -90 * 60_000)
    late.goto(f"/ronde/{run.pk}/")
    pages.append(late)
    late.wait_for_timeout(1_200)
    for change in ((), (Pause(), Resume()), (Extend(5),)):
        lead(cast, run, *change)
        here = until_all_have_it(pages, run)
        forget(pages)
        for page in pages:
            until_it_ticked(page, 3)
        assert here == Run.objects.get().version
        off = apart(pages, 2)
        assert off <= TOGETHER * busy(), off
        for page in pages:
            drawn = page.evaluate("window.drawn")
            assert len(drawn) == len(set(drawn)) >= 2, "each second is drawn once"
    left = State.from_dict(Run.objects.get().state).clock.ends_at - timezone.now().timestamp() * 1000
    minutes, seconds = late.locator("[data-digits]").inner_text().split(":")
    assert abs(int(minutes) * 60 + int(seconds) - left / 1000) < 1.5


def test_the_end_is_heard_and_asked_about_and_time_can_be_asked_for(cast, person, open_room):
    run = open_room("vijfstappen")
    page = make_phone(person(cast.member.user, phone=True))
    page.goto(f"/ronde/{run.pk}/")
    leave(page, 1_500)
    expect(page.locator("#voice")).to_have_text("De tijd is om", timeout=WAIT)
    assert page.evaluate("window.shaken") == [], "nobody has touched this device yet"
    page.locator("h1").first.click()
    for left, words in ((61_500, "Nog één minuut"), (31_500, "Nog dertig seconden"), (1_500, "De tijd is om")):
        leave(page, left)
        expect(page.locator("#voice")).to_have_text(words, timeout=WAIT)
    said = ["Nog dertig seconden", "De tijd is om", "Nog één minuut", "Nog dertig seconden", "De tijd is om"]
    assert page.evaluate("window.heard") == said, "and nothing at each second"
    assert page.evaluate("window.shaken") == [[120, 90, 120]]
    page.get_by_role("button", name="Nog één minuut").click()
    expect(page.locator("#ready-more")).to_have_attribute("aria-pressed", "true")
    fenna = person(cast.facilitator.user, phone=True)
    fenna.goto(f"/ronde/{run.pk}/")
    expect(fenna.locator("#lead")).to_contain_text("1 deelnemer vraagt één minuut extra", timeout=WAIT)
    lead(cast, run, Extend(1))
    expect(page.locator("#room")).not_to_have_class(re.compile("over"), timeout=WAIT)

    # By keyboard, on demand; and the tone is put off on this device for good.
    page.locator("#how-long").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#voice")).to_have_text(re.compile(r"^Nog 5 minuten \d+ second"), timeout=WAIT)
    page.get_by_role("button", name="Zachte toon en trillen").click()
    page.reload()
    expect(page.get_by_role("button", name="Zachte toon en trillen")).to_have_attribute("aria-pressed", "false")
    page.locator("h1").first.click()
    leave(page, 1_500)
    expect(page.locator("#voice")).to_have_text("De tijd is om", timeout=WAIT)
    assert page.evaluate("window.shaken") == []
    lead(cast, run, Next())
    expect(page.locator("#voice")).to_have_text("Stap 2: Verhelderende vragen. 8 minuten", timeout=WAIT)


def test_a_phone_that_slept_has_lost_nothing_and_shows_the_right_step(cast, person, open_room):
    run = open_room("vijfstappen")
    lead(cast, run, Next())
    page = make_phone(person(cast.member.user, phone=True))
    page.goto(f"/ronde/{run.pk}/")
    assert page.evaluate("window.asked") == ["screen"]
    field = page.locator("#f-question")
    field.press_sequentially("Half een")
    expect(page.locator("[data-saved=saved]").first).to_be_visible(timeout=WAIT)

    # In a tunnel, then locked: no connection, no timers, while the group goes on.
    page.context.set_offline(True)
    field.press_sequentially(" vraag")
    page.evaluate("window.lock.released = true; window.refuses = true; window.turns(true)")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    lead(cast, run, Reveal(), Next(), Pause())
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    page.evaluate("window.slept = 600_000")
    page.context.set_offline(False)
    page.evaluate("window.woke = window.real(); window.turns(false)")
    expect(page.locator("#body")).to_have_attribute("data-place", re.compile(r"^2\."), timeout=AWAKE * busy())
    expect(page.locator("#room")).to_have_class(re.compile("is-paused"), timeout=500 * busy())
    assert page.evaluate("window.asked") == ["screen", "screen"], "taken again; that it was refused harms nothing"

    # What was half written is a draft with the words of the tunnel in it, and the group may come back to it.
    expect(page.locator("#link")).to_be_hidden()
    lead(cast, run, Resume())
    fenna = person(cast.facilitator.user, phone=True)
    fenna.goto(f"/ronde/{run.pk}/")
    fenna.locator("#back").click()
    expect(page.locator("#body")).to_have_attribute("data-place", re.compile(r"^1\."), timeout=WAIT)
    expect(page.locator("#f-question")).to_have_value("Half een vraag", timeout=WAIT)
    assert Contribution.objects.get(state="draft").text == "Half een vraag"
    page.watch.troubles.clear()  # the connection that was cut on purpose


def test_what_is_sent_while_answers_get_lost_arrives_once_and_in_order(cast, person, open_room):
    run = open_room("vijfstappen")
    lead(cast, run, *[Next()] * 4, Reveal())
    ellen = make_phone(person(cast.case_bringer.user, phone=True))
    ellen.goto(f"/ronde/{run.pk}/")
    lost = []

    def heard_but_not_answered(route):
        if len(lost) < 2:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    ellen.route("**/inbreng/", heard_but_not_answered)
    ellen.locator("#f-statement").fill("Twee erven als proef.")
    ellen.locator("form[data-key$=statement] .btn-primary").click()
    ellen.locator("#f-insight").fill("Ik wacht te veel.")
    ellen.locator("form[data-key$=insight] .btn-primary").click()
    expect(ellen.locator("form[data-key$=insight] .waiting, form[data-key$=insight] .offline").first).to_be_attached()
    expect(ellen.locator("[data-own]")).to_have_count(2, timeout=WAIT)
    rows = Contribution.objects.filter(author=cast.case_bringer, state="shown").order_by("created_at")
    assert [row.text for row in rows] == ["Twee erven als proef.", "Ik wacht te veel."]
    assert lost[:1] == [200]
    until_nothing_is_kept_on(ellen)
    ellen.watch.troubles.clear()


def test_two_who_lead_at_once_move_one_step_and_every_move_is_on_the_screen(cast, person, open_room):
    run = open_room("vijfstappen")
    first, second = person(cast.facilitator.user, phone=True), person(cast.facilitator.user, phone=True)
    pieter = person(cast.member.user, phone=True)
    for of_the_others in ("**/live/run/**", "**/deel/**"):  # it neither follows nor looks
        second.route(of_the_others, lambda route: route.abort())
    for page in (first, second, pieter):
        page.goto(f"/ronde/{run.pk}/")
    first.locator("#go").focus()
    first.keyboard.press("Enter")
    expect(pieter.locator("#f-question")).to_be_visible(timeout=WAIT)
    expect(first.locator("#go")).to_be_focused()
    second.locator("#go").click()
    expect(second.locator("#said")).to_contain_text("Iemand was je net voor", timeout=WAIT)
    assert place(second) == place(first)
    assert Run.objects.get().state["step"] == 1
    second.watch.troubles.clear()  # what was kept from it
    second.context.close()

    every_move_is_on_the_screen(first, pieter)
    anybody_says_stop(first, pieter)


def now() -> State:
    return State.from_dict(Run.objects.get().state)


def every_move_is_on_the_screen(first, pieter):
    """The keyboard of who is writing is not taken by a step that comes, nor by what others do."""
    pieter.locator("#f-question").press_sequentially("Wat als")
    total = now().clock.total_ms

    def press(value):
        if not first.locator("#more[open]").count():
            first.locator("#more > summary").click()
        first.locator(f"#more button[value={value}]").click()

    first.locator("#hold").click()
    expect(first.locator("#hold")).to_have_text("Verder", timeout=WAIT)
    expect(pieter.locator("#notice")).to_contain_text("Pauze", timeout=WAIT)
    first.locator("#hold").click()
    expect(first.locator("#hold")).to_have_text("Pauze", timeout=WAIT)
    first.locator("#longer").click()
    press("extend5")
    press("takefromnext")
    expect(pieter.locator("#f-question")).to_be_focused()
    assert pieter.locator("#f-question").input_value() == "Wat als"
    press("insertfree")
    # Each of them was heard, though they were pressed faster than they could be answered.
    expect(pieter.get_by_role("heading", name="Praat even vrijuit")).to_be_visible(timeout=WAIT)
    assert pieter.evaluate("document.activeElement.tagName") in {"BODY", "MAIN"}
    assert now().clock.total_ms == total + 7 * 60_000
    first.locator("#go").click()
    expect(pieter.locator("#f-question")).to_have_value("Wat als", timeout=WAIT)
    press("repeat")
    press("skip")
    expect(first.locator("#body")).to_have_attribute("data-place", re.compile(r"^2\."), timeout=WAIT)


def anybody_says_stop(first, pieter):
    """Who leads is told by name and the clock stands still, until it goes on."""
    pieter.locator("#stop").click()
    expect(first.locator("#notice")).to_contain_text("Pieter zei stop", timeout=WAIT)
    assert now().clock.paused_left_ms is not None
    first.wait_for_timeout(400)  # what comes sooner is taken for a finger that trembles
    first.locator("#go").click()
    expect(pieter.locator("#notice")).to_be_empty(timeout=WAIT)
    assert now().clock.running


def until(cast, run, arrived):
    while not arrived(State.from_dict(Run.objects.get(pk=run.pk).state)):
        lead(cast, run, Next())


def test_the_screens_hold_on_the_narrowest_phone_in_the_dark(cast, person, open_room):
    run = open_room("vlaggen")
    looks = {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}}
    pages = [person(one.user, **looks) for one in (cast.facilitator, cast.case_bringer, cast.member)]
    pages[2].emulate_media(reduced_motion="reduce")
    wall = person(cast.facilitator.user, **looks)
    for page in pages:
        page.goto(f"/ronde/{run.pk}/")
    wall.goto(f"/ronde/{run.pk}/scherm/")
    found = []
    method = method_of(run)
    for arrived in (
        lambda state: state.phase == "writing",
        lambda state: state.place(method) is Place.BACK,
        lambda state: bool(state.round),
    ):
        until(cast, run, arrived)
        here = re.compile(rf"^{State.from_dict(Run.objects.get().state).step}\.")
        for page in (*pages, wall):
            expect(page.locator("#body")).to_have_attribute("data-place", here, timeout=WAIT)
            found += [(violation["id"], violation["nodes"][0]["html"][:120]) for violation in violated(page)]
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == []
    expect(pages[0].locator("#lead")).to_contain_text("Nog aan de beurt:")
