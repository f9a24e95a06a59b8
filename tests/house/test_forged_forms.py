"""Forms with what does not belong in them: ids of another circle, fields that are not asked, a method in disguise."""

import pytest
from django.test import Client
from django.urls import reverse

from circles.domain.depart import leave
from sessions_app.domain.feed import open_feed
from sessions_app.models import Meeting
from sessions_app.tokens import answer_token
from tests.house.canaries import leaks
from tests.house.walk import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_stays(walker):
    with undone():
        yield


@pytest.fixture
def browser(world):
    def make(role):
        client = Client(raise_request_exception=False)
        client.force_login(world.people[role])
        return client

    return make


@pytest.mark.parametrize(
    ("name", "child"),
    [
        ("circles:remind", "invitation"),
        ("circles:withdraw", "invitation"),
        ("circles:invite_again", "invitation"),
        ("circles:remove", "member"),
        ("circles:offer_seat", "interest"),
        ("circles:turn_down", "interest"),
    ],
)
@pytest.mark.parametrize("role", ["other_coordinator", "coordinator"])
def test_a_child_is_only_found_through_its_own_circle(world, browser, name, child, role):
    address = reverse(name, args=[world.other_circle.pk, getattr(world, child).pk])
    for method in ("get", "post"):
        assert getattr(browser(role), method)(address, {"reason": "other"}).status_code in {404, 405}


@pytest.mark.parametrize(
    ("role", "name", "field_and_value"),
    [
        ("coordinator", "meeting_case_bringer", ("member", "other_member")),
        ("coordinator", "meeting_case_bringer", ("reserve", "other_member")),
        ("coordinator", "meeting_leaders", ("facilitator", "outsider")),
        ("coordinator", "meeting_leaders", ("facilitator", "ex_member")),
        ("coordinator", "meeting_attendance", ("present", "other_member")),
        ("facilitator", "meeting_question", ("question", "other_question")),
        ("facilitator", "meeting_question", ("question", "private_question")),
    ],
)
def test_somebody_or_something_of_elsewhere_cannot_be_chosen(world, browser, role, name, field_and_value):
    field, foreign = field_and_value
    thing = getattr(world, foreign)
    value = thing.user_id if foreign == "ex_member" else thing.pk
    before = Meeting.objects.filter(pk=world.meeting.pk).values().get()
    answer = browser(role).post(reverse(f"sessions_app:{name}", args=[world.meeting.pk]), {field: value})
    assert answer.status_code == 422
    assert leaks(answer.content, role) == set()
    assert Meeting.objects.filter(pk=world.meeting.pk).values().get() == before


def test_nobody_gives_themselves_rights(world, browser):
    user = world.member.user
    extra = {"is_staff": "on", "is_superuser": "on", "is_coordinator": "on", "is_active": "", "email": "x@y.nl"}
    known = {"name": user.name, "language": "nl", "time_zone": "Europe/Amsterdam"}
    assert browser("member").post(reverse("accounts:account"), known | extra).status_code == 302
    now = type(user).objects.get(pk=user.pk)
    assert (now.is_staff, now.is_superuser, now.is_coordinator, now.is_active) == (False, False, False, True)
    assert now.email == user.email


def test_an_administrator_who_is_no_superuser_changes_nobodys_rights(world, browser):
    address = f"/beheer/praktijkkring/user/{world.network_admin.pk}/change/"
    answer = browser("network_admin").post(address, {"is_superuser": "on", "is_coordinator": "on", "name": "X"})
    assert answer.status_code in {403, 404}


def test_a_question_takes_only_what_is_asked(world, browser):
    question = world.private_question
    extra = {
        "author": world.case_bringer.pk,
        "circle": world.other_circle.pk,
        "shared_at": "2026-01-01",
        "real_text": "x",
    }
    address = reverse("sessions_app:question_save", args=[question.pk])
    assert browser("member").post(address, {"version": 1, "text": "Hoe begin ik?", **extra}).status_code == 200
    now = type(question).objects.get(pk=question.pk)
    assert (now.author, now.circle, now.shared_at, now.real_text) == (world.member, world.circle, None, "")


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_link_cannot_pretend_to_be_a_form(world, browser, header):
    address = reverse("circles:leave", args=[world.circle.pk])
    browser("member").get(address + "?_method=POST", headers={header: "POST"})
    world.member.refresh_from_db()
    assert world.member.left_at is None


def test_no_form_is_taken_without_its_token(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.member.user)
    for name, args in (("circles:leave", [world.circle.pk]), ("intervision:stop", [world.run.pk])):
        assert client.post(reverse(name, args=args)).status_code == 403


def test_links_of_somebody_who_left_are_dead_at_once(world):
    feed = reverse("sessions_app:feed", args=[open_feed(by=world.member.user)])
    answer = reverse("sessions_app:answer_by_link", args=[answer_token(world.next_meeting.pk, world.member.pk)])
    stranger = Client()
    assert b"Ruimte op het erf" in stranger.get(feed).content
    assert stranger.get(answer).status_code == 200
    leave(by=world.member.user, membership=world.member)
    assert b"Ruimte op het erf" not in stranger.get(feed).content
    assert stranger.get(answer).status_code == 404
    assert stranger.post(answer, {"answer": "yes"}).status_code == 404
    world.member.left_at = None
