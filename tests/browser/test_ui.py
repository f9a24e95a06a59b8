"""What every page shares, in a real browser: the head, the menu, colours, counters, and the style page as a whole."""

import re

import pytest

from tests import factories
from tests.browser.test_every_page import troubles_in_both

pytestmark = pytest.mark.browser

WIDTHS = [320, 768, 1280]


def paper(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


LIGHT, DARK = "rgb(246, 240, 228)", "rgb(24, 27, 22)"


def test_every_component_and_the_whole_grammar_of_the_table_are_sound(person, settings):
    settings.DEMO = True
    page = person(color_scheme="light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/stijl/")
        assert troubles_in_both(page, f"/stijl/ at {width}") == []


def test_what_is_pressed_is_at_least_44_pixels_high(person, settings):
    settings.DEMO = True
    page = person(phone=True)
    page.goto("/stijl/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a.btn, button, summary, .pk-choice, .pk-check, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox])")]
            .filter((e) => e.getBoundingClientRect().height && e.getBoundingClientRect().height < 43.5)
            .map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_the_device_decides_on_the_colours_until_the_reader_does(person):
    page = person(color_scheme="dark")
    page.goto("/")
    assert paper(page) == DARK
    page.get_by_role("button", name="Licht").click()
    assert paper(page) == LIGHT
    page.wait_for_load_state("networkidle")
    page.reload()
    assert paper(page) == LIGHT
    page.get_by_role("button", name="Automatisch").click()
    assert paper(page) == DARK


def test_colours_and_language_can_be_chosen_without_javascript(person):
    page = person(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("button", name="Donker").click()
    assert 'data-bs-theme="dark"' in page.content()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_menu_on_a_phone_opens_and_closes_by_keyboard(person):
    page = person(factories.make_user("Marieke Hoekstra"), phone=True)
    page.goto("/bestaat/niet/")
    summary = page.locator(".pk-menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Mijn kringen", exact=True).is_visible()
    assert page.get_by_role("button", name="Uitloggen").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("link", name="Mijn kringen", exact=True).count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_tab_leads_past_the_head(person):
    page = person()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pk-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_letters_left_are_counted_as_the_server_counts(person, settings):
    settings.DEMO = True
    page = person()
    page.goto("/stijl/")
    field, counter = page.locator("#id_question"), page.locator("[data-counter-for=id_question]")
    assert counter.inner_text() == "Nog 280 tekens"
    field.fill("ja 😀\nnee")
    assert counter.inner_text() == "Nog 271 tekens"
    field.fill("x" * 283)
    assert counter.inner_text() == "3 tekens te veel"


def test_an_error_in_the_summary_leads_to_its_field(person, settings):
    settings.DEMO = True
    page = person()
    page.goto("/stijl/")
    assert page.evaluate("document.activeElement.className") == "pk-summary"
    page.locator(".pk-summary a").first.click()
    assert re.fullmatch(r"id_wrong-\w+", page.evaluate("document.activeElement.id"))


def test_a_page_in_the_colours_of_the_system_still_shows_its_buttons_and_tables(person, settings):
    settings.DEMO = True
    page = person(forced_colors="active")
    page.goto("/stijl/")
    assert page.evaluate("getComputedStyle(document.querySelector('.btn-primary')).borderTopWidth") == "3px"
    assert page.evaluate("getComputedStyle(document.querySelector('.pk-table')).backgroundColor") in {LIGHT, DARK}


def test_print_is_light_and_leaves_out_what_cannot_be_pressed_on_paper(person, site):
    page = person(factories.make_user())
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": site}])
    page.goto("/bestaat/niet/")
    assert paper(page) == DARK
    page.emulate_media(media="print")
    assert paper(page) == "rgb(255, 255, 255)"
    for part in (".pk-menu", ".pk-foot", ".pk-nav"):
        assert not page.locator(part).first.is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize(
    ("event", "detail", "words"),
    [
        ("htmx:sendError", "{}", "Er is geen verbinding."),
        ("htmx:responseError", "{xhr: {status: 500}}", "Dat lukte niet."),
        ("htmx:responseError", "{xhr: {status: 403}}", "Deze pagina stond te lang open."),
    ],
)
def test_when_no_answer_comes_the_page_says_so(page, event, detail, words):
    page.goto("/")
    page.evaluate(f"document.body.dispatchEvent(new CustomEvent('{event}', {{bubbles: true, detail: {detail}}}))")
    assert words in page.locator("#messages").inner_text()


def test_the_token_against_forged_requests_goes_along_with_what_changes_something(page):
    page.goto("/")
    sent = page.evaluate(
        """() => ["post", "get"].map((verb) => {
            const detail = {verb, headers: {}};
            document.body.dispatchEvent(new CustomEvent("htmx:configRequest", {bubbles: true, detail}));
            return detail.headers["X-CSRFToken"] === document.querySelector("[name=csrf-token]").content;
        })"""
    )
    assert sent == [True, False]
