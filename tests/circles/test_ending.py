"""A circle is closed: everybody hears what will be erased and when, takes theirs along, and then it is gone for good."""

import datetime
import io
import json
import zipfile

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles.domain import ending as domain
from circles.domain import erase_content
from circles.domain.change_term import change_term
from circles.domain.interest import express_interest
from circles.domain.invite import Guest, invite
from circles.models import Circle, Ending, Interest, Invitation
from costs.models import Budget
from intervision.models import Harvest, Insight
from praktijkkring.accounts import export
from praktijkkring.accounts.erase import erase as erase_account
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from praktijkkring.models import Message, VaultKey
from praktijkkring.terms import CONTENT_DAYS
from praktijkkring.vault.destroy import destroy
from sessions_app.domain.start_season import close_season, start_season
from sessions_app.models import Question, Season
from tests import factories

TOLD = {"motivation": "Graag", "situation": "Druk", "first_question": "Hoe?", "responsibility": ""}


@pytest.fixture
def over(cast):
    """The season of the circle is closed, so that the circle can be."""
    Circle.objects.filter(pk=cast.circle.pk).update(started_at=timezone.now())
    Harvest.objects.create(circle=cast.circle, meeting=cast.meeting, first_question="F", commitment="V")
    Insight.objects.create(circle=cast.circle, meeting=cast.meeting, author=cast.member, text="I")
    cast.season.meetings.exclude(pk=cast.meeting.pk).update(state="cancelled")
    cast.season.meetings.filter(pk=cast.meeting.pk).update(state="done")
    close_season(season=cast.season, by=cast.coordinator)
    cast.circle.refresh_from_db()
    return cast


def closed(cast, days=CONTENT_DAYS):
    return domain.close(by=cast.coordinator, circle=cast.circle, keep_days=days)


def days_pass(ending, days):
    """As if the circle was closed this much longer ago."""
    rows = Ending.objects.filter(pk=ending.pk)
    ending.refresh_from_db()
    back = datetime.timedelta(days=days)
    moved = {name: getattr(ending, name) - back for name in ("first_told_at", "last_told_at") if getattr(ending, name)}
    rows.update(erase_on=ending.erase_on - back, **moved)


def the_clock():
    return erase_content.tell_all(), erase_content.erase_all()


def test_a_season_that_ends_lets_the_circle_rest_and_the_next_one_wakes_it(over):
    assert over.circle.state == "resting"
    season = factories.make_season(over.circle, state=Season.State.PLANNED)
    start_season(season=season, by=over.coordinator)
    over.circle.refresh_from_db()
    assert over.circle.state == "running"
    actions = AuditEntry.objects.filter(scope=f"circle:{over.circle.pk}").values_list("action", flat=True)
    assert {"circles.rests", "circles.resumed"} <= set(actions)


def test_a_circle_with_a_season_that_is_on_is_not_closed(cast):
    with pytest.raises(Refused, match="seizoen"):
        closed(cast)


def test_closing_tells_everybody_who_ever_sat_there(over):
    over.members[3].left_at = timezone.now()
    over.members[3].save(update_fields=["left_at"])
    closed(over)
    told = set(Message.objects.filter(kind="circles.closed").values_list("to_user", flat=True))
    assert told == {m.user_id for m in over.members} | {over.coordinator.pk}


def test_closing_answers_who_still_waits(db):
    circle = factories.make_circle(is_public=True)
    tineke = circle.coordinators.get().user
    invite(by=tineke, circle=circle, guests=[Guest("roos@voorbeeld.nl")])
    express_interest(by=factories.make_user(), circle=circle, name="", area="X", organisation="", **TOLD)
    domain.close(by=tineke, circle=circle, keep_days=90)
    assert (Invitation.objects.get().state, Interest.objects.get().state) == ("withdrawn", "declined")
    domain.reopen(by=tineke, circle=circle)
    circle.refresh_from_db()
    assert (circle.state, circle.closed_at, Ending.objects.count()) == ("forming", None, 0)


def test_members_are_told_a_month_and_a_week_before_and_each_mail_goes_once(over):
    ending = closed(over, 90)
    assert the_clock() == (0, 0)
    days_pass(ending, 60)
    assert the_clock() == (1, 0)
    assert the_clock() == (0, 0)
    days_pass(ending, 23)
    assert the_clock() == (1, 0)
    assert the_clock() == (0, 0)
    assert Message.objects.filter(kind="circles.erase_soon").count() == 2 * 9
    days_pass(ending, 7)
    assert the_clock() == (0, 1)
    assert the_clock() == (0, 0)
    assert Message.objects.filter(kind="circles.erased").count() == 9


def test_who_slept_through_the_term_tells_first_and_waits_a_week(over):
    ending = closed(over, 90)
    days_pass(ending, 400)
    assert the_clock() == (1, 0)
    ending.refresh_from_db()
    assert ending.erase_on == timezone.localdate() + datetime.timedelta(days=7)
    assert the_clock() == (0, 0)
    days_pass(ending, 7)
    assert the_clock() == (0, 1)


@pytest.fixture
def erased(over):
    Budget.objects.create(season=over.season)
    ending = closed(over, 90)
    days_pass(ending, 83)
    the_clock()
    days_pass(ending, 7)
    assert erase_content.erase_all() == 1
    return over


def test_after_the_term_nobody_reads_and_nothing_lies_there(erased):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, situation, outcome FROM sessions_app_question")
        assert [tuple(bytes(part) for part in row) for row in cursor.fetchall()] == [(b"", b"", b"")]
    assert (Harvest.objects.count(), Insight.objects.count(), Budget.objects.count()) == (0, 0, 1)
    assert VaultKey.objects.get(scope=f"circle:{erased.circle.pk}").wrapped is None
    assert destroy(f"circle:{erased.circle.pk}") is False


@pytest.mark.parametrize("who", ["member", "case_bringer", "facilitator", "coordinator"])
def test_the_pages_of_an_erased_circle_still_open(erased, client, who):
    person = getattr(erased, who)
    client.force_login(getattr(person, "user", person))
    for name in ("circles:circle", "circles:trail", "circles:agreement", "sessions_app:season_of_circle"):
        assert client.get(reverse(name, args=[erased.circle.pk])).status_code in {200, 302}, name
    assert client.get(reverse("sessions_app:meeting", args=[erased.meeting.pk])).status_code == 200
    assert client.get(reverse("sessions_app:my_questions")).status_code == 200
    for name, args in (
        ("sessions_app:question", [erased.question.pk]),
        ("intervision:harvest", [erased.meeting.pk]),
        ("sessions_app:circle_questions", [erased.circle.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404, name
    assert client.get(reverse("accounts:data")).status_code == 200
    assert client.post(reverse("accounts:export")).status_code == 200


def test_an_erased_circle_promises_no_reading_and_no_turn(erased, client):
    client.force_login(erased.member.user)
    page = client.get(reverse("circles:circle", args=[erased.circle.pk])).text
    assert [words in page for words in ("Wie leest mee?", "komt nog", "Bekijk wie wat deed")] == [False, False, True]
    roles = client.get(reverse("circles:roles", args=[erased.circle.pk])).text
    assert ("Leest: vragen" in roles, "Leest: data en namen. Wat er geschreven is, is gewist." in roles) == (
        False,
        True,
    )


def test_an_erased_circle_is_not_opened_again(erased):
    with pytest.raises(Refused):
        domain.reopen(by=erased.coordinator, circle=erased.circle)


def test_until_then_it_is_opened_again_with_everything_in_it(over, client):
    closed(over)
    client.force_login(over.coordinator)
    shown = client.get(reverse("circles:circle", args=[over.circle.pk])).content.decode()
    assert "Deze kring is gesloten" in shown
    assert client.post(reverse("circles:reopen", args=[over.circle.pk])).status_code == 302
    over.circle.refresh_from_db()
    assert over.circle.state == "resting"
    assert Question.objects.get().text == over.question.text


def test_the_page_of_a_circle_tells_its_life(over, client):
    Circle.objects.filter(pk=over.circle.pk).update(state="closed")
    client.force_login(over.member.user)
    shown = client.get(reverse("circles:circle", args=[over.circle.pk])).content.decode()
    assert "Het leven van deze kring" in shown
    assert "Tineke Bos sloot het seizoen af; de kring rust." in shown


def unzipped(content: bytes) -> dict:
    return json.loads(zipfile.ZipFile(io.BytesIO(content)).read("data.json"))


def test_everybody_takes_their_own_words_along_and_nobody_elses(over, client):
    factories.make_question(over.member, "ALLEEN VAN PIETER", shared=False)
    for person, expected in ((over.member.user, ["ALLEEN VAN PIETER"]), (over.coordinator, [])):
        client.force_login(person)
        packed = client.post(reverse("accounts:export")).content
        assert [row["question"] for row in unzipped(packed)["sessions_app.questions"]] == expected
    ellen = export.gather(over.case_bringer.user)
    assert ellen["intervision.commitments"][0]["commitment"] == "V"
    assert ellen["intervision.insights"] == []
    assert export.gather(over.member.user)["intervision.insights"][0]["insight"] == "I"
    assert "ALLEEN VAN PIETER" not in json.dumps(ellen, default=str)


def test_the_file_with_content_leaves_only_shortly_after_a_log_in(over, client):
    client.force_login(over.member.user)
    client.get(reverse("accounts:data"))
    UserSession.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=16))
    answer = client.post(reverse("accounts:export"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert client.get(reverse("accounts:data")).status_code == 302


def test_the_mail_of_the_last_week_goes_though_the_day_is_the_same_as_in_the_first(over):
    ending = closed(over, 90)
    told = Message.objects.filter(kind="circles.erase_soon")
    for days, mails in ((61, 9), (75, 9), (84, 18), (89, 18)):
        with time_machine.travel(ending.closed_at + datetime.timedelta(days=days)):
            erase_content.tell_all()
            assert told.count() == mails
            assert erase_content.erase_all() == 0
    with time_machine.travel(ending.closed_at + datetime.timedelta(days=92)):
        assert erase_content.erase_all() == 1


def days_of(ending, days):
    return timezone.localdate(ending.closed_at) + datetime.timedelta(days=days)


def test_another_day_is_chosen_while_the_circle_stays_closed_and_everybody_is_told_anew(over, client):
    ending = closed(over, 180)
    days_pass(ending, 155)
    Ending.objects.filter(pk=ending.pk).update(closed_at=timezone.now() - datetime.timedelta(days=155))
    erase_content.tell_all()
    client.force_login(over.coordinator)
    address = reverse("circles:change_term", args=[over.circle.pk])
    assert [keep for keep, _text in client.get(address).context["form"].fields["keep_days"].choices] == [365, 730]
    assert client.post(address, {"keep_days": "90"}).status_code == 422
    assert client.post(address, {"keep_days": "365"}).status_code == 302
    ending.refresh_from_db()
    assert (ending.erase_on, ending.first_told_at, ending.last_told_at) == (days_of(ending, 365), None, None)
    assert Circle.objects.get(pk=over.circle.pk).state == "closed"
    assert Message.objects.filter(kind="circles.term_changed").count() == 9
    with time_machine.travel(ending.closed_at + datetime.timedelta(days=340)):
        assert erase_content.tell_all() == 1
    assert Message.objects.filter(kind="circles.erase_soon").count() == 18


def test_a_day_that_was_chosen_before_is_told_again(over):
    closed(over, 365)
    for keep in (730, 365):
        change_term(by=over.coordinator, circle=over.circle, keep_days=keep)
    assert Message.objects.filter(kind="circles.term_changed").count() == 18
    assert AuditEntry.objects.filter(action="circles.term_changed").count() == 2


def test_no_day_is_chosen_that_cannot_be_announced_nor_for_a_circle_that_is_open_or_erased(over, client):
    with pytest.raises(Refused):
        change_term(by=over.coordinator, circle=over.circle, keep_days=365)
    client.force_login(over.coordinator)
    address = reverse("circles:change_term", args=[over.circle.pk])
    assert client.get(address).status_code == 404
    ending = closed(over, 730)
    with pytest.raises(Http404):
        change_term(by=over.members[0].user, circle=over.circle, keep_days=365)
    with time_machine.travel(ending.closed_at + datetime.timedelta(days=340)), pytest.raises(Refused):
        change_term(by=over.coordinator, circle=over.circle, keep_days=365)
    days_pass(ending, 800)
    the_clock()
    days_pass(ending, 8)
    assert the_clock() == (0, 1)
    assert client.get(address).status_code == 404
    with pytest.raises(Refused):
        change_term(by=over.coordinator, circle=over.circle, keep_days=365)


def test_a_closed_circle_offers_no_break(over, client):
    member = over.members[1]
    client.force_login(member.user)
    address = reverse("circles:pause", args=[over.circle.pk, member.pk])
    assert address in client.get(reverse("circles:circle", args=[over.circle.pk])).content.decode()
    closed(over)
    assert address not in client.get(reverse("circles:circle", args=[over.circle.pk])).content.decode()


def test_who_ran_a_closed_circle_alone_can_be_forgotten_and_the_erasing_goes_on(over):
    tineke = over.coordinator
    with pytest.raises(Refused, match=r"sluit de kring|close the circle"):
        erase_account(user=tineke, by=tineke)
    ending = closed(over, 90)
    erase_account(user=tineke, by=tineke)
    with time_machine.travel(ending.closed_at + datetime.timedelta(days=84)):
        erase_content.tell_all()
    with time_machine.travel(ending.closed_at + datetime.timedelta(days=92)):
        assert erase_content.erase_all() == 1
    told = set(Message.objects.filter(kind="circles.erased").values_list("to_user", flat=True))
    assert told == {member.user_id for member in over.members}
