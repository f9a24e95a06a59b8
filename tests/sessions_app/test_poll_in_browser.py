"""Saying when one can come, on a real phone by the link of a mail: each press is stored, also after a tunnel."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sessions_app import polls
from sessions_app.models import PollAnswer
from tests.sessions_app.polling import make_poll, say

pytestmark = pytest.mark.browser


@pytest.fixture
def poll(cast):
    cast.season.meetings.all().delete()
    cast.season.delete()
    return make_poll(cast.circle, cast.coordinator)


def said(member):
    return dict(PollAnswer.objects.filter(membership=member).values_list("proposed", "answer"))


def press(group, words):
    group.get_by_role("radio", name=words).check()


def test_each_press_is_stored_and_what_was_pressed_in_a_tunnel_goes_when_it_is_over(person, cast, poll):
    first, second, third, *_rest = poll.dates.values_list("pk", flat=True)
    say(poll, cast.case_bringer, "yes", "no")
    page = person(None, phone=True)
    page.goto(reverse("sessions_app:poll_by_link", args=[polls.token(poll, cast.member)]))
    group = page.get_by_role("radiogroup")
    saved, waiting = page.locator("[data-state=saved]"), page.locator("[data-state=waiting]")
    expect(page.locator(".pl-ask").first).to_be_visible()
    press(group.nth(0), "Ja")
    expect(page.locator(f"#tally-{first}")).to_contain_text("2 ja")
    expect(page.locator("#poll-count")).to_have_text("1 van 7 ingevuld")
    expect(saved).to_be_visible()
    expect(page.locator(".pl-ask").first).to_be_hidden()
    page.context.set_offline(True)
    press(group.nth(1), "Als het moet")
    press(group.nth(1), "Nee")
    press(group.nth(2), "Ja")
    expect(waiting).to_be_visible()
    assert said(cast.member) == {first: "yes"}
    page.watch.troubles.clear()
    page.context.set_offline(False)
    expect(saved).to_be_visible(timeout=10_000)
    expect(page.locator("#poll-count")).to_have_text("3 van 7 ingevuld")
    page.watch.troubles.clear()
    assert said(cast.member) == {first: "yes", second: "no", third: "yes"}
    poll.dates.filter(pk=third).delete()
    press(group.nth(2), "Nee")
    expect(page.locator("#messages")).to_contain_text("Een van deze data is net veranderd.")
    expect(saved).to_be_hidden()
    page.watch.troubles.clear()
    assert said(cast.member) == {first: "yes", second: "no"}
