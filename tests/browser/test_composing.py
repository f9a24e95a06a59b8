"""Somebody is put on a chair by mouse, by finger and by keyboard; a move that came too late is told in words."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from circles import waiting
from circles.domain.pencil import pencil_in
from circles.domain.people_list import take_in
from circles.domain.remark import note
from circles.domain.wait import put_on_list
from circles.models import Interest, PlannedSeat
from tests import factories
from tests.browser.slowly import answer_on_its_way
from tests.browser.test_every_page import NARROW, troubles_in_both
from tests.browser.test_keyboard import press
from tests.browser.test_keyboard_everywhere import SCRIPT, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("Roos Mulder", "Dirk Jansma", "Bram Arends")


@pytest.fixture
def circle(db):
    made = factories.make_circle(state="forming", is_public=True)
    factories.make_members(made, 4)
    made.tineke = made.coordinators.get().user
    told = {"motivation": "Graag", "first_question": "Hoe dan?", "committed_at": timezone.now()}
    made.applicants = [Interest.objects.create(circle=made, user=factories.make_user(name), **told) for name in NAMES]
    made.page = f"/kringen/{made.pk}/samenstellen/"
    return made


def handle(page, interest):
    return page.locator(f"[data-applicant='{interest.pk}'] [data-handle]")


def chair(page, number):
    return page.locator("[data-table]:visible g.t-p").nth(number - 1)


def sits(interest):
    return PlannedSeat.objects.filter(interest=interest).values_list("seat", flat=True).first()


def drag(page, interest, number):
    handle(page, interest).hover()
    page.mouse.down()
    box = chair(page, number).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()


def test_a_face_is_dragged_to_a_chair_and_on_to_another(person, circle):
    roos = circle.applicants[0]
    page = person(circle.tineke, viewport={"width": 1280, "height": 1400})
    page.goto(circle.page)
    drag(page, roos, 9)
    expect(page.get_by_role("heading", name="Met potlood")).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("stoel 9")
    assert sits(roos) == 9
    drag(page, roos, 6)
    expect(page.locator("[data-said]")).to_contain_text("stoel 6")
    drag(page, roos, 1)  # somebody sits there: nothing happens
    drag(page, circle.applicants[1], 6)
    expect(page.locator("[data-said]")).to_contain_text("Dirk Jansma")
    assert (sits(roos), sits(circle.applicants[1])) == (None, 6)


def test_a_chair_is_chosen_with_the_keyboard_alone(person, circle):
    roos = circle.applicants[0]
    page = person(circle.tineke)
    page.goto(circle.page)
    press(page, f"[data-applicant='{roos.pk}'] [data-handle]")
    expect(page.locator("[data-said]")).to_contain_text("Roos Mulder is opgepakt, bij stoel 5")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-said]")).to_have_text("Stoel 7")
    page.keyboard.press("Escape")
    expect(page.locator("[data-said]")).to_contain_text("blijft waar die was")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("stoel 10")
    assert sits(roos) == 10
    expect(handle(page, roos)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("stoel 9")
    assert sits(roos) == 9


def test_whoever_is_picked_up_while_another_is_on_the_way_stays_in_the_hand(person, circle):
    roos, dirk, bram = circle.applicants
    page = person(circle.tineke, viewport={"width": 1280, "height": 1400})
    page.goto(circle.page)
    with answer_on_its_way(page, f"**/{roos.pk}/stoel/"):
        drag(page, roos, 9)
        handle(page, dirk).focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-said]")).to_have_text("Stoel 6")
    expect(page.get_by_role("heading", name="Met potlood")).to_be_visible()
    expect(handle(page, dirk)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-said]")).to_have_text("Stoel 7")
    with answer_on_its_way(page, f"**/{dirk.pk}/stoel/"):
        page.keyboard.press("Enter")
        handle(page, bram).hover()
        page.mouse.down()
        page.mouse.move(300, 300, steps=4)
    expect(page.locator("[data-said]")).to_contain_text("Dirk Jansma")
    box = chair(page, 10).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    # Put down in the same moment: each is sent when the one before it is there.
    with answer_on_its_way(page, f"**/{bram.pk}/stoel/"):
        page.mouse.up()
        drag(page, roos, 8)
    expect(page.locator("[data-said]")).to_contain_text("Roos Mulder")
    assert [sits(one) for one in circle.applicants] == [8, 7, 10]


def test_a_move_that_somebody_else_overtook_is_told_and_the_table_is_as_it_is(person, circle):
    roos = circle.applicants[0]
    page = person(circle.tineke, viewport={"width": 1280, "height": 1400})
    page.goto(circle.page)
    pencil_in(by=circle.tineke, interest=roos, seat=7, seen={})
    drag(page, roos, 9)
    expect(page.locator("[data-said]")).to_contain_text("Iemand heeft Roos Mulder verplaatst")
    expect(page.get_by_role("heading", name="Met potlood")).to_be_visible()
    assert sits(roos) == 7
    drag(page, roos, 9)
    expect(page.locator("[data-said]")).to_contain_text("stoel 9")


def test_a_finger_does_what_a_mouse_does(person, circle):
    roos = circle.applicants[0]
    page = person(circle.tineke, phone=True)
    page.goto(circle.page)
    page.evaluate(
        """([from, to]) => {
            const at = (one) => { const box = one.getBoundingClientRect(); return { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }; };
            const send = (kind, where) => document.elementFromPoint(where.clientX, where.clientY)?.dispatchEvent(
                new PointerEvent(kind, { ...where, pointerId: 5, pointerType: "touch", bubbles: true, cancelable: true }));
            const face = document.querySelector(from);
            face.scrollIntoView({ block: "end" });
            send("pointerdown", at(face));
            const chair = [...document.querySelectorAll("[data-table]")].find((one) => one.checkVisibility()).querySelectorAll("g.t-p")[to - 1];
            chair.scrollIntoView({ block: "center" });
            send("pointermove", at(chair));
            send("pointerup", at(chair));
        }""",
        [f"[data-applicant='{roos.pk}'] [data-handle]", 8],
    )
    expect(page.locator("[data-said]")).to_contain_text("stoel 8")
    assert sits(roos) == 8


def test_without_a_script_the_buttons_do_the_same(person, circle):
    page = person(circle.tineke, java_script_enabled=False)
    page.goto(circle.page)
    page.get_by_role("button", name="Zet aan tafel Roos Mulder").click()
    page.get_by_label("Stoel van Roos Mulder").select_option("8")
    page.get_by_role("button", name="Verplaats Roos Mulder").click()
    assert sits(circle.applicants[0]) == 8
    page.get_by_role("button", name="Nodig deze persoon uit").click()
    expect(page.get_by_text("Roos Mulder")).to_be_visible()
    assert circle.invitations.get().seat == 8


def test_full_pages_are_sound_on_a_narrow_phone_and_reached_with_tab(person, circle):
    roos, dirk, bram = circle.applicants
    note(by=circle.tineke, interest=roos, text="Bel nog eens over de vergaderavonden " * 5)
    pencil_in(by=circle.tineke, interest=roos, seat=9, seen={})
    place = put_on_list(by=circle.tineke, interest=dirk)
    data = "Naam;E-mail\nRoos;kapot\nExtra Langenaamhouder van der Achterhoek;" + "x" * 90 + "@voorbeeld.nl\n"
    people_list = take_in(by=circle.tineke, circle=circle, data=data.encode())
    base = f"/kringen/{circle.pk}"
    page = person(circle.tineke, color_scheme="light", **NARROW)
    page.add_init_script(SCRIPT)
    found = []
    for path in (
        circle.page,
        f"{circle.page}vergelijken/{roos.pk}/{bram.pk}/",
        f"{circle.page}lijn/",
        f"{circle.page}registers/",
        f"{base}/belangstelling/{roos.pk}/notities/",
        f"{base}/belangstelling/{bram.pk}/afwijzen/",
        f"{base}/wachtlijst/",
        f"{base}/lijst/",
        f"{base}/lijst/{people_list.pk}/",
        f"/wachtlijst/{waiting.token_of(place)}/",
    ):
        assert page.goto(path).status == 200
        found += troubles_in_both(page, path)
        found += [f"{path}: {trouble}" for trouble in walk(page)]
    assert found == []
