"""What every answer says to the browser, whatever kind of answer it is."""

import pytest
from django.test import Client
from django.urls import reverse

from circles.models import Invitation
from praktijkkring.live.stream import STREAM_HEADERS, answer
from sessions_app.domain.feed import open_feed
from tests.house import world as the_world
from tests.house.matrix import rows
from tests.house.walk import undone
from tests.praktijkkring.live.straight_bus import run_alone

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = ALWAYS | {"X-Frame-Options": "DENY"}
PUBLIC = {"ui:manifest", "circles:call_card", "circles:robots", "circles:sitemap"}


def wrong(response, expected) -> list[str]:
    """What is missing or else; a policy that allows something inline is wrong too."""
    found = [name for name, value in expected.items() if response.headers.get(name) != value]
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or ("unsafe" in policy and "sandbox" not in policy):
        found.append("Content-Security-Policy")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    return found


def kept(response) -> bool:
    """Whether a browser or a proxy may store it."""
    return "no-store" not in response.headers.get("Cache-Control", "")


def browser(user=None):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


@pytest.mark.parametrize("role", ["anonymous", "member", "coordinator"])
def test_every_address_of_the_product(walker, role):
    faults, client = [], browser(walker.world.people[role])
    for row in rows():
        with undone():
            response = client.get(reverse(row.name, args=row.args(walker.world)) + row.query)
            faults += [f"{row.name} {response.status_code}: {name}" for name in wrong(response, PAGES)]
            if kept(response) and row.name not in PUBLIC:
                faults.append(f"{row.name} {response.status_code}: may be stored")
    assert faults == []


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
    assert {name: wrong(response, ALWAYS) for name, response in answers.items() if wrong(response, ALWAYS)} == {}
    assert [name for name, response in answers.items() if kept(response)] == []


def test_a_static_file():
    response = browser().get("/static/js/room/room.js")
    assert b"forget" in b"".join(response.streaming_content)
    assert (response.status_code, wrong(response, ALWAYS)) == (200, [])


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
