"""Do you come? By one tap without log-in, from the page, and who was there."""

import datetime as dt

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from sessions_app.domain.answer import answer, record_attendance
from sessions_app.models import Attendance, Meeting
from sessions_app.tokens import answer_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(cast):
    return reverse("sessions_app:answer_by_link", args=[answer_token(cast.meeting.pk, cast.member.pk)])


def test_looking_at_the_link_stores_nothing(client, link):
    assert client.get(link, {"answer": "yes"}).status_code == 200
    assert client.head(link).status_code == 200
    assert Attendance.objects.count() == 0


def test_one_tap_is_enough_and_the_last_answer_wins(client, cast, link):
    for value in ("yes", "no", "maybe"):
        assert client.post(link, {"answer": value}).status_code == 200
    row = Attendance.objects.get()
    assert (row.membership, row.answer) == (cast.member, "maybe")


@pytest.mark.parametrize("value", ["", "YES", "perhaps", "yes\x00", "<b>"])
def test_another_answer_is_told(client, link, value):
    assert client.post(link, {"answer": value}).status_code == 422


def test_a_forged_link_is_no_link(client, cast):
    token = answer_token(cast.meeting.pk, cast.member.pk)
    forged = token.replace(f"{cast.meeting.pk}.{cast.member.pk}", f"{cast.meeting.pk}.{cast.case_bringer.pk}")
    for bad in (forged, token[:-2], "x", f"{cast.meeting.pk}.{cast.member.pk}"):
        assert client.get(f"/antwoord/{bad}/").status_code == 404


def test_a_link_for_another_circle_is_no_link(client, cast):
    token = answer_token(cast.meeting.pk, cast.other_member.pk)
    assert client.get(f"/antwoord/{token}/").status_code == 404


def test_the_link_dies_when_the_member_left(client, cast, link):
    type(cast.member).objects.filter(pk=cast.member.pk).update(left_at=timezone.now())
    assert (client.get(link).status_code, client.post(link, {"answer": "yes"}).status_code) == (404, 404)


def test_the_link_dies_with_the_meeting(client, cast, link):
    with time_machine.travel(cast.meeting.ends_at + dt.timedelta(minutes=1), tick=False):
        assert (client.get(link).status_code, client.post(link, {"answer": "yes"}).status_code) == (410, 410)
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="cancelled")
    assert client.get(link).status_code == 410


def test_an_answer_from_the_page_is_the_same_row(client, cast, link):
    client.post(link, {"answer": "no"})
    client.force_login(cast.member.user)
    assert client.post(f"/bijeenkomsten/{cast.meeting.pk}/antwoord/", {"answer": "yes"}).status_code == 302
    assert Attendance.objects.get().answer == "yes"


def test_nobody_answers_for_somebody_else(cast):
    with pytest.raises(Refused):
        answer(meeting=cast.meeting, member=cast.member, value="yes", by=cast.case_bringer.user)


def test_four_possible_people_warn_the_coordinator_once_per_date(cast):
    for member in cast.members[:5]:
        answer(meeting=cast.meeting, member=member, value="no", by=member.user)
        answer(meeting=cast.meeting, member=member, value="no", by=member.user)
    warning = Message.objects.get(kind="sessions_app.below_quorum")
    assert warning.to_user == cast.coordinator


def test_who_was_there_is_ticked_from_the_start_on(cast):
    with pytest.raises(Refused):
        record_attendance(meeting=cast.meeting, present={cast.member.pk}, by=cast.coordinator)
    with time_machine.travel(cast.meeting.starts_at + dt.timedelta(minutes=5), tick=False):
        for present in ({cast.member.pk, cast.case_bringer.pk}, {cast.member.pk}):
            record_attendance(meeting=cast.meeting, present=present, by=cast.facilitator.user)
        with pytest.raises(Http404):
            record_attendance(meeting=cast.meeting, present=set(), by=cast.member.user)
    here = Attendance.objects.exclude(present_from=None)
    assert list(here.values_list("membership_id", flat=True)) == [cast.member.pk]
    assert here.get().present_from == cast.meeting.starts_at
