"""Writing a question in a real browser: saved as one types, kept offline, never silently overwritten."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sessions_app.models import Question
from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(cast):
    return factories.make_question(cast.member, "Hoe begin ik?", shared=False)


def address(draft, step="question"):
    return reverse("sessions_app:question_write", args=[draft.pk]) + f"?step={step}"


def state(page, name):
    return page.locator(f"[data-state={name}]")


def stored(draft):
    return str(Question.objects.get(pk=draft.pk).text)


def test_what_is_typed_is_saved_and_advised(person, cast, draft):
    page = person(cast.member.user, phone=True)
    page.goto(address(draft))
    page.locator("textarea").fill("Hoe praat ik met Bakker over mijn erf?")
    expect(state(page, "saved")).to_be_visible()
    expect(page.locator("[data-advice]")).to_contain_text("Bakker")
    assert stored(draft) == "Hoe praat ik met Bakker over mijn erf?"
    page.locator("textarea").fill("Hoe praat ik met mijn buurman?")
    expect(page.locator("[data-advice]")).not_to_contain_text("Bakker")
    expect(state(page, "saved")).to_be_visible()
    assert Question.objects.get(pk=draft.pk).version == 3


def test_without_a_connection_it_waits_and_goes_when_it_is_back(person, cast, draft):
    page = person(cast.member.user, phone=True)
    page.goto(address(draft))
    page.context.set_offline(True)
    page.locator("textarea").fill("Hoe ga ik verder in de tunnel?")
    expect(state(page, "waiting")).to_be_visible()
    assert stored(draft) == "Hoe begin ik?"
    page.watch.troubles.clear()
    page.context.set_offline(False)
    expect(state(page, "saved")).to_be_visible(timeout=10_000)
    assert stored(draft) == "Hoe ga ik verder in de tunnel?"
    page.watch.troubles.clear()


def test_two_tabs_do_not_overwrite_each_other(person, cast, draft):
    first, second = person(cast.member.user), person(cast.member.user)
    for page in (first, second):
        page.goto(address(draft))
    first.locator("textarea").fill("Hoe een?")
    expect(state(first, "saved")).to_be_visible()
    expect(first.locator("[data-advice]")).to_contain_text("8 ")
    second.locator("textarea").fill("Hoe twee?")
    expect(state(second, "unsaved")).to_contain_text("ander tabblad")
    expect(second.locator("textarea")).to_have_value("Hoe twee?")
    assert stored(draft) == "Hoe een?"


def test_four_small_questions_without_scripts(person, cast):
    page = person(cast.member.user, java_script_enabled=False)
    page.goto("/vragen/")
    page.get_by_role("button", name="Schrijf een vraag").click()
    for answer in ("Een boer wil stoppen.", "Ik moet iets voorstellen.", "Twee gesprekken.", "Hoe zeg ik het eerlijk?"):
        page.locator("textarea").fill(answer)
        page.locator("button[name=next]").click()
    expect(page.locator(".q")).to_have_text("Hoe zeg ik het eerlijk?")
    page.get_by_role("button", name="Deel met de kring").click()
    expect(page.get_by_role("status").first).to_be_visible()
    question = Question.objects.get(author=cast.member)
    assert (question.situation, question.tried, question.shared_at is not None) == (
        "Een boer wil stoppen.",
        "Twee gesprekken.",
        True,
    )
