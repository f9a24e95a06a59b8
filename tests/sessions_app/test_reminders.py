"""Reminders: who, when, exactly once, never late and never about what one has just heard."""

import datetime as dt
import threading
import zoneinfo

import pytest
import time_machine
from django.db import connection

from praktijkkring.outbox.models import Message
from sessions_app.cadence import Slot
from sessions_app.domain.remind import facts_of, invite_newcomers, remind
from sessions_app.domain.schedule import cancel_meeting, move_meeting
from sessions_app.models import Attendance
from sessions_app.reminders import DAYS_BEFORE, LATE, Facts, due, most_possible
from tests import factories

ZONE = zoneinfo.ZoneInfo("Europe/Amsterdam")
DAY = dt.date(2027, 4, 1)
SIX = [(pk, pk + 100) for pk in range(1, 7)]


def facts(**fields):
    base = {"meeting_id": 7, "date": DAY, "starts": dt.time(19, 30), "zone": "Europe/Amsterdam", "asked_at": None}
    return Facts(**base | {"members": SIX} | fields)


def at(days_before, hour=9, minute=0):
    return dt.datetime.combine(DAY - dt.timedelta(days=days_before), dt.time(hour, minute), tzinfo=ZONE)


def sent(now, **fields):
    return {(reminder.kind, reminder.membership_id) for reminder in due(now, facts(**fields))}


def test_three_days_before_only_who_did_not_answer():
    answers = {1: "yes", 2: "no", 3: "maybe", 4: ""}
    assert sent(at(3), answers=answers) == {("unanswered", 4), ("unanswered", 5), ("unanswered", 6)}


def test_the_day_before_only_who_comes():
    answers = {1: "yes", 2: "no", 3: "maybe"}
    assert sent(at(1), answers=answers) == {("tomorrow", 1)}


def test_a_month_before_only_who_has_no_question():
    assert sent(at(30), with_question={1, 2, 3, 4, 5}) == {("ask_question", 6)}


def test_two_days_before_the_coordinator_hears_of_too_few():
    four = dict.fromkeys(range(1, 5), "yes")
    assert sent(at(2), answers=four) == {("below_quorum", None)}
    assert sent(at(2), answers=four | {5: "yes"}) == set()
    assert sent(at(2), answers=four, facilitator_id=999) == set()


def test_a_facilitator_with_a_seat_counts_once():
    assert most_possible(SIX, {1, 2}, facilitator_id=103) == 4
    assert most_possible(SIX, {1, 2}, facilitator_id=999) == 5


@pytest.mark.parametrize("kind", DAYS_BEFORE)
def test_nothing_goes_before_its_moment_or_late(kind):
    answers = {1: "yes"}
    moment = at(DAYS_BEFORE[kind])
    kinds = lambda now: {name for name, _ in sent(now, answers=answers)}  # noqa: E731
    assert kind not in kinds(moment - dt.timedelta(seconds=1))
    assert kind in kinds(moment)
    assert kind in kinds(moment + LATE - dt.timedelta(seconds=1))
    assert kind not in kinds(moment + LATE)


def test_nobody_is_reminded_of_what_they_have_just_heard():
    assert sent(at(3, 11), asked_at=at(3, 10)) == set()
    assert len(sent(at(3, 11), asked_at=at(3, 8))) == 6


def test_nothing_goes_for_a_meeting_without_a_firm_date():
    assert sent(at(3), is_set=False) == set()


def test_nine_in_the_morning_stays_nine_across_the_clock_change():
    change = dt.date(2027, 3, 30)  # the clock went forward on the 28th
    found = list(due(dt.datetime(2027, 3, 27, 9, 0, tzinfo=ZONE), facts(date=change)))
    assert {reminder.kind for reminder in found} == {"unanswered"}
    assert list(due(dt.datetime(2027, 3, 27, 8, 59, tzinfo=ZONE), facts(date=change))) == []


def test_the_key_names_kind_person_and_date():
    [first, *_rest] = due(at(3), facts())
    assert first.key == "sessions_app.unanswered:7:1:2027-04-01"


def morning(meeting, days_before):
    day = meeting.date - dt.timedelta(days=days_before)
    return dt.datetime.combine(day, dt.time(9, 5), tzinfo=ZONE)


@pytest.mark.django_db
def test_a_moved_meeting_is_reminded_of_at_its_new_moment(cast):
    meeting = cast.season.meetings.get(number=3)
    remind(morning(meeting, 3))
    assert Message.objects.filter(kind="sessions_app.unanswered").count() == 8
    later = Slot(meeting.date + dt.timedelta(days=7), meeting.starts, meeting.ends, meeting.place)
    meeting = move_meeting(meeting=meeting, slot=later, seen=0, by=cast.coordinator)
    remind(morning(meeting, 3))
    assert Message.objects.filter(kind="sessions_app.unanswered").count() == 16


@pytest.mark.django_db
def test_a_cancelled_meeting_is_not_reminded_of(cast):
    meeting = cast.season.meetings.get(number=3)
    cancel_meeting(meeting=meeting, by=cast.coordinator)
    remind(morning(meeting, 3))
    assert not Message.objects.filter(kind="sessions_app.unanswered").exists()


@pytest.mark.django_db
def test_a_spent_question_of_an_earlier_season_does_not_count_as_ready(cast):
    assert facts_of(cast.meeting).with_question == {cast.case_bringer.pk}
    cast.season.meetings.filter(pk=cast.meeting.pk).update(state="done")
    type(cast.season).objects.filter(pk=cast.season.pk).update(state="closed")
    following = factories.make_season(cast.circle)
    assert facts_of(following.meetings.first()).with_question == set()


@pytest.mark.django_db
def test_who_takes_a_seat_later_gets_the_dates_once(cast):
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)):
        asked = dt.datetime.now(dt.UTC)
    cast.season.meetings.update(asked_at=asked)
    newcomer = factories.make_member(cast.circle, 9, user=factories.make_user("Nieuw Lid"))
    type(newcomer).objects.exclude(pk=newcomer.pk).update(joined_at=asked - dt.timedelta(days=9))
    for _ in range(2):
        invite_newcomers()
    messages = Message.objects.filter(kind="sessions_app.invitation")
    assert [message.to_user for message in messages] == [newcomer.user] * 5


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_remind_everybody_exactly_once(cast):
    Attendance.objects.create(meeting=cast.meeting, membership=cast.member, answer="yes")
    now = morning(cast.meeting, 3)
    barrier = threading.Barrier(8)

    def work():
        barrier.wait()
        for _ in range(2):
            remind(now)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = list(Message.objects.filter(kind="sessions_app.unanswered").values_list("key", flat=True))
    assert (len(keys), len(set(keys))) == (7, 7)
