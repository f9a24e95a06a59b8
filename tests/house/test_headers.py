"""What every answer says to the browser that is no page of ours; test_matrix.py looks at those."""

import pytest
from django.test import Client
from django.urls import reverse

from circles.models import Invitation
from praktijkkring.live.stream import STREAM_HEADERS, answer
from sessions_app.domain.feed import open_feed
from tests.house import world as the_world
from tests.house.headers import ALWAYS, kept, missing
from tests.praktijkkring.live.straight_bus import run_alone

pytestmark = pytest.mark.django_db


def browser(user=None):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def test_what_a_stranger_sees_of_an_invitation_is_not_stored(walker):
    for name in ("circles:invitation", "circles:decline"):
        page = browser().get(reverse(name, args=[the_world.INVITATION_TOKEN]))
        assert (page.status_code, kept(page)) == (200, False)
    Invitation.objects.update(state="declined")
    page = browser().get(reverse("circles:invitation", args=[the_world.INVITATION_TOKEN]))
    assert (page.status_code, kept(page)) == (410, False)


def test_answers_that_are_no_page(walker):
    token = open_feed(by=walker.world.member.user)
    client = browser(walker.world.member.user)
    answers = {
        "calendar": client.get(reverse("sessions_app:feed", args=[token])),
        "export": client.post(reverse("accounts:export")),
        "redirect": client.get("/"),
        "health": client.get("/healthz?only=database"),
        "wrong host": client.get("/", headers={"Host": "evil.example"}),
        "no token in the form": Client(enforce_csrf_checks=True).post(reverse("ui:theme")),
        "not there": client.get("/nergens/"),
        "log-in": browser().get(reverse("account_login")),
        "administration": browser(walker.world.superuser).get("/beheer/"),
    }
    assert {name: response.status_code for name, response in answers.items()} == {
        "calendar": 200,
        "export": 200,
        "redirect": 302,
        "health": 200,
        "wrong host": 400,
        "no token in the form": 403,
        "not there": 404,
        "log-in": 200,
        "administration": 200,
    }
    assert {name: missing(response, ALWAYS) for name, response in answers.items() if missing(response, ALWAYS)} == {}
    assert [name for name, response in answers.items() if kept(response)] == []


def test_a_static_file():
    response = browser().get("/static/js/room/room.js")
    assert b"forget" in b"".join(response.streaming_content)
    assert (response.status_code, missing(response, ALWAYS)) == (200, [])


def test_a_stream_and_what_is_said_instead_of_one():
    said = []

    async def send(message):
        said.append(message)

    run_alone(answer(send, 404))
    for headers in (dict(STREAM_HEADERS), dict(said[0]["headers"])):
        assert headers[b"x-content-type-options"] == b"nosniff"
        assert headers[b"content-security-policy"] == b"default-src 'none'; frame-ancestors 'none'"
        assert b"no-store" in headers[b"cache-control"]


CLEARS = '"cache", "storage"'


def test_who_logs_out_leaves_nothing_behind_on_the_device(walker):
    client = browser(walker.world.member.user)
    assert "Clear-Site-Data" not in client.get(reverse("accounts:account")).headers
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == CLEARS
    assert "Clear-Site-Data" not in client.get("/").headers


def test_who_is_erased_too(walker):
    user = walker.world.member.user
    response = browser(user).post(reverse("accounts:erase"), {"email": user.email})
    assert (response.status_code, response.headers["Clear-Site-Data"]) == (302, CLEARS)
