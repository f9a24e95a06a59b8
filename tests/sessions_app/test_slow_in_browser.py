"""On a slow connection: what was typed or pressed before the scripts came is kept, and a lost answer accuses nobody."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sessions_app import polls
from sessions_app.models import PollAnswer, Question
from tests import factories
from tests.browser.slowly import before_its_script, lose_the_answer
from tests.sessions_app.polling import make_poll

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(cast):
    return factories.make_question(cast.member, "Hoe begin ik?", shared=False)


def address(draft):
    return reverse("sessions_app:question_write", args=[draft.pk]) + "?step=question"


def test_what_was_typed_before_the_script_came_is_saved(person, cast, draft):
    page = person(cast.member.user, phone=True)
    with before_its_script(page, "**/meetings/autosave*.js", address(draft)):
        page.locator("textarea").fill("Hoe ga ik verder?")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert str(Question.objects.get(pk=draft.pk).text) == "Hoe ga ik verder?"


def test_a_save_of_which_the_answer_got_lost_is_not_somebody_elses(person, cast, draft):
    page = person(cast.member.user, phone=True)
    page.goto(address(draft))
    lost = lose_the_answer(page, "**/bewaren/")
    page.locator("textarea").fill("Hoe een?")
    expect(page.locator("[data-state=waiting]")).to_be_visible()
    assert lost[0].ok
    page.watch.troubles.clear()
    page.locator("textarea").fill("Hoe een en twee?")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert Question.objects.get(pk=draft.pk).version == 3

    lost = lose_the_answer(page, "**/bewaren/")
    page.locator("textarea").fill("Hoe drie?")
    expect(page.locator("[data-state=waiting]")).to_be_visible()
    page.watch.troubles.clear()
    page.locator("textarea").fill("Hoe drie en vier?")
    page.locator("button[name=next]").click()
    page.get_by_role("button", name="Deel met de kring").wait_for()
    assert str(Question.objects.get(pk=draft.pk).text) == "Hoe drie en vier?"


@pytest.fixture
def link(cast):
    """To the dates of a year, as it stands in a mail."""
    cast.season.meetings.all().delete()
    cast.season.delete()
    poll = make_poll(cast.circle, cast.coordinator)
    return reverse("sessions_app:poll_by_link", args=[polls.token(poll, cast.member)])


def test_an_evening_that_was_pressed_before_the_script_came_is_stored(person, cast, link):
    page = person(None, phone=True)
    with before_its_script(page, "**/meetings/poll*.js", link):
        page.get_by_role("radiogroup").nth(1).get_by_role("radio", name="Ja").check()
    expect(page.locator("#poll-count")).to_have_text("1 van 7 ingevuld")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert PollAnswer.objects.get(membership=cast.member).answer == "yes"


def test_an_answer_that_comes_late_does_not_show_an_older_count(person, link):
    page = person(None, phone=True)
    page.goto(link)
    sent, held = [], []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.post_data))
    page.route(f"**{link}", lambda route: held.append((route, route.fetch())), times=1)
    groups = page.get_by_role("radiogroup")
    with page.expect_request(f"**{link}"):
        groups.nth(0).get_by_role("radio", name="Ja").check()
    groups.nth(1).get_by_role("radio", name="Nee").check()
    groups.nth(0).get_by_role("radio", name="Nee").check()
    while not held:
        page.wait_for_timeout(20)
    assert len(sent) == 1
    route, answer = held[0]
    route.fulfill(response=answer)
    expect(page.locator("#poll-count")).to_have_text("2 van 7 ingevuld")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert sorted(PollAnswer.objects.values_list("answer", flat=True)) == ["no", "no"]
