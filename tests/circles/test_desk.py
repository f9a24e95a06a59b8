"""The coordinator's desk: all circles at a glance, each thing that waits with the one action that mends it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from circles import desk, desk_page
from circles.domain.agree import renew_agreement
from circles.domain.interest import express_interest
from circles.domain.invite import Guest, invite
from circles.domain.remind_to_sign import remind_to_sign
from circles.models import Agreement, Circle, Invitation, Pause
from costs.models import Budget, Payment, Share
from praktijkkring.models import Message
from sessions_app.models import Attendance, Meeting, Season
from tests import factories
from tests.crowd import make_circles

TOLD = {"motivation": "KANARIE", "situation": "KANARIE", "first_question": "KANARIE", "responsibility": ""}


def kinds(circle) -> set[str]:
    return {signal.kind for signal in desk.signals_of([circle.pk]).get(circle.pk, [])}


def signal(circle, kind):
    return next(row for row in desk.signals_of([circle.pk])[circle.pk] if row.kind == kind)


def page(user, query=None, *, network=False):
    return desk_page.page(user, desk_page.Asked.of(query or {}), network=network)


def all_say(cast, answer):
    Attendance.objects.all().delete()
    for member in cast.members:
        Attendance.objects.create(meeting=cast.meeting, membership=member, answer=answer, answered_at=timezone.now())


def rests(cast, client, kind):
    """What was asked today is still said, without a button, and needs no attention."""
    assert [row.kind for row in page(cast.coordinator).rows[0].signals if row.asked] == [kind]
    assert page(cast.coordinator, {"aandacht": "1"}).rows == []
    shown = client.get(reverse("circles:desk")).content.decode()
    assert "vandaag gevraagd" in shown
    assert signal(cast.circle, kind).url not in shown


def test_a_circle_where_all_is_well_is_calm(cast):
    all_say(cast, "yes")
    assert kinds(cast.circle) == set()
    row = page(cast.coordinator).rows[0]
    assert (row.seated, row.next.day, row.coordinators) == (8, cast.meeting.date, ["Tineke Bos"])


def test_who_did_not_answer_is_reminded_with_one_button_once_a_day(cast, client):
    assert signal(cast.circle, "silent").text == "8 deelnemers hebben nog niet geantwoord"
    client.force_login(cast.coordinator)
    address = signal(cast.circle, "silent").url
    assert client.post(address).status_code == 302
    assert Message.objects.filter(kind="sessions_app.unanswered").count() == 8
    assert client.post(address).status_code == 409
    assert Message.objects.filter(kind="sessions_app.unanswered").count() == 8
    rests(cast, client, "silent")
    Message.objects.update(created_at=timezone.now() - datetime.timedelta(days=1))
    assert not signal(cast.circle, "silent").asked


def test_who_is_away_that_day_is_not_asked(cast):
    for member in cast.members:
        Pause.objects.create(membership=member, first=cast.meeting.date, last=cast.meeting.date, by=cast.coordinator)
    assert "silent" not in kinds(cast.circle)


@pytest.mark.parametrize(("answer", "expected"), [("no", {"quorum"}), ("yes", set()), ("maybe", set())])
def test_too_few_people_is_seen_as_soon_as_it_is_certain(cast, answer, expected):
    all_say(cast, answer)
    assert kinds(cast.circle) == expected


def test_two_days_before_only_a_yes_counts(cast):
    all_say(cast, "maybe")
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate() + datetime.timedelta(days=2))
    assert signal(cast.circle, "quorum").text == "er komen maar 0 mensen naar de volgende bijeenkomst"


def test_no_case_names_the_step_that_is_missing(cast, client):
    all_say(cast, "yes")
    Meeting.objects.filter(pk=cast.meeting.pk).update(question=None, state="scheduled")
    assert signal(cast.circle, "no_case").does
    client.force_login(cast.coordinator)
    assert client.post(signal(cast.circle, "no_case").url).status_code == 302
    rests(cast, client, "no_case")
    assert Message.objects.get(kind="sessions_app.chosen").to_user == cast.case_bringer.user
    Meeting.objects.filter(pk=cast.meeting.pk).update(case_bringer=None, facilitator=None)
    assert signal(cast.circle, "no_case").url == reverse("sessions_app:meeting_case_bringer", args=[cast.meeting.pk])
    assert kinds(cast.circle) == {"no_case", "no_leader"}


def test_a_new_agreement_is_signed_after_one_press(cast, client):
    all_say(cast, "yes")
    Agreement.objects.create(circle=cast.circle, version=2, text="Nieuw.")
    client.force_login(cast.coordinator)
    assert client.post(signal(cast.circle, "unsigned").url).status_code == 302
    assert Message.objects.filter(kind="circles.agreement").count() == 8
    rests(cast, client, "unsigned")
    assert client.post(reverse("circles:remind_to_sign", args=[cast.circle.pk])).status_code == 409
    assert Message.objects.filter(kind="circles.agreement").count() == 8


def test_who_reads_a_new_agreement_in_the_mail_of_today_is_not_asked_twice(cast):
    renew_agreement(by=cast.coordinator, circle=cast.circle, text="Nieuw.")
    assert signal(cast.circle, "unsigned").asked
    Message.objects.filter(to_user=cast.member.user).delete()
    assert not signal(cast.circle, "unsigned").asked
    assert remind_to_sign(by=cast.coordinator, circle=cast.circle) == 1


def test_invitations_are_reminded_with_one_button_a_day_after_they_went(db, client):
    circle = factories.make_circle()
    tineke = circle.coordinators.get().user
    invite(by=tineke, circle=circle, guests=[Guest(f"g{n}@voorbeeld.nl") for n in range(6)])
    address = reverse("circles:remind_all", args=[circle.pk])
    client.force_login(tineke)
    assert signal(circle, "invited").asked
    assert client.post(address).status_code == 409
    Invitation.objects.exclude(email="g5@voorbeeld.nl").update(created_at=timezone.now() - datetime.timedelta(days=1))
    assert (signal(circle, "invited").asked, signal(circle, "invited").url) == (False, address)
    assert client.post(address).status_code == 302
    assert Message.objects.filter(kind="circles.reminder").count() == 5
    assert signal(circle, "invited").asked


def test_a_harvest_that_is_missing_is_asked_for_unread(cast, client):
    all_say(cast, "yes")
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="done", date=timezone.localdate())
    assert "no_harvest" in kinds(cast.circle)
    client.force_login(cast.coordinator)
    assert client.post(signal(cast.circle, "no_harvest").url).status_code == 302
    assert "no_harvest" not in kinds(cast.circle)
    assert Message.objects.get(kind="intervision.harvest_asked").to_user == cast.case_bringer.user
    client.force_login(cast.case_bringer.user)
    answer = client.get(reverse("intervision:harvest", args=[cast.meeting.pk]))
    assert str(cast.question.text) in answer.content.decode()


def test_shares_that_are_not_paid(cast):
    all_say(cast, "yes")
    budget = Budget.objects.create(season=cast.season)
    for member in cast.members[:3]:
        Share.objects.create(budget=budget, membership=member, cents=1000)
    Payment.objects.create(share=budget.shares.first(), cents=1000, by=cast.coordinator)
    assert signal(cast.circle, "unpaid").text == "2 aandelen zijn niet betaald"


@pytest.mark.parametrize(
    ("season", "meetings", "expected"),
    [
        (None, None, "no_season"),
        (Season.State.PLANNED, {}, "not_started"),
        (Season.State.RUNNING, {"state": "done"}, "season_over"),
        (Season.State.RUNNING, {"date": datetime.date(2020, 1, 1)}, "overdue"),
        (Season.State.RUNNING, {"state": "cancelled"}, "season_empty"),
    ],
)
def test_a_season_asks_for_its_next_step(cast, season, meetings, expected):
    if season is None:
        cast.season.delete()
    else:
        Season.objects.filter(pk=cast.season.pk).update(state=season)
        if meetings.get("state"):
            cast.season.meetings.exclude(pk=cast.meeting.pk).update(state="cancelled")
            Meeting.objects.filter(pk=cast.meeting.pk).update(**meetings)
        elif meetings:
            cast.season.meetings.update(**meetings)
    assert expected in kinds(cast.circle)


def test_a_forming_circle_asks_for_people_then_for_a_start(db):
    circle = factories.make_circle(is_public=True)
    tineke = circle.coordinators.get().user
    assert kinds(circle) == {"too_few"}
    invite(by=tineke, circle=circle, guests=[Guest(f"g{n}@voorbeeld.nl") for n in range(6)])
    assert kinds(circle) == {"invited"}
    express_interest(by=factories.make_user(), circle=circle, name="", area="X", organisation="", **TOLD)
    assert kinds(circle) == {"invited", "asks"}
    factories.make_members(circle, 6)
    assert kinds(circle) == {"invited", "asks", "can_start"}


def test_the_most_urgent_circle_stands_first_and_search_and_filters_hold(cast, client):
    calm = factories.make_circle("Stil water", coordinator=cast.coordinator, theme="Rust?", state="resting")
    factories.make_members(calm, 6)
    closed = factories.make_circle("Oud", coordinator=cast.coordinator, state="closed")
    Meeting.objects.filter(pk=cast.meeting.pk).update(question=None, state="scheduled")
    names = [row.circle.name for row in page(cast.coordinator).rows]
    assert names == ["Ruimte op het erf", "Stil water"]
    assert [row.circle for row in page(cast.coordinator, {"staat": "closed"}).rows] == [closed]
    assert [row.circle for row in page(cast.coordinator, {"tekst": "rust"}).rows] == [calm]
    assert page(cast.coordinator, {"tekst": "bestaat niet", "aandacht": "1"}).rows == []
    client.force_login(cast.coordinator)
    shown = client.get(reverse("circles:desk"), {"tekst": "<b>", "staat": "x", "blad": "9" * 30}).content.decode()
    assert "&lt;b&gt;" in shown


def test_nobody_sees_the_circles_of_another_but_the_administrator(cast):
    assert [row.circle for row in page(cast.coordinator).rows] == [cast.circle]
    shown = page(cast.superuser, network=True)
    assert {row.circle for row in shown.rows} == {cast.circle, cast.other_circle}
    by_name = page(cast.superuser, {"tekst": "willem"}, network=True)
    assert [row.circle for row in by_name.rows] == [cast.other_circle]


def test_the_administrator_sees_what_waits_and_can_press_nothing(cast, client):
    client.force_login(cast.superuser)
    shown = client.get(reverse("circles:desk_network")).content.decode()
    assert "8 deelnemers hebben nog niet geantwoord" in shown
    assert reverse("sessions_app:ask_who_comes", args=[cast.meeting.pk]) not in shown


@pytest.mark.parametrize("name", ["desk", "desk_network"])
def test_the_desk_asks_as_often_for_three_circles_as_for_two_hundred(client, db, name):
    tineke = factories.make_user("Tineke Bos", is_coordinator=True, is_staff=True)
    client.force_login(tineke)
    address, asked = reverse(f"circles:{name}"), []
    for start, count in ((0, 3), (3, 197)):
        make_circles(count, tineke, start)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked == [21, 21]
    assert Circle.objects.count() == 200
    shown = [len(page(tineke, {"blad": str(n)}).rows) for n in range(1, 10)]
    assert shown == [desk_page.PER_PAGE] * 8 + [0]
    assert [row.circle.name for row in page(tineke, {"tekst": "Kring 117"}).rows] == ["Kring 117"]
