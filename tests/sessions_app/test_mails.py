"""The mails: right words, right calendar part, asked again when sent, never content."""

import datetime as dt
import email

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from praktijkkring.outbox.deliver import deliver_due
from praktijkkring.outbox.models import Message
from sessions_app.cadence import Slot
from sessions_app.domain import tell
from sessions_app.domain.assign import assign
from sessions_app.domain.remind import remind
from sessions_app.domain.schedule import cancel_meeting, move_meeting
from sessions_app.models import Attendance, Meeting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sends(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def sent_to(user):
    deliver_due()
    return [message for message in mail.outbox if user.email in message.to[0]]


def whole(message):
    return "\n".join([message.subject, message.body, *(str(part[0]) for part in message.alternatives)])


def calendar_of(message):
    parsed = email.message_from_bytes(message.message().as_bytes())
    [part] = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    return part.get_param("method"), Calendar.from_ical(part.get_payload(decode=True))


@pytest.fixture
def moved(cast):
    day = cast.meeting.date + dt.timedelta(days=7)
    return move_meeting(meeting=cast.meeting, slot=Slot(day, place="Elders"), seen=0, by=cast.coordinator)


def test_a_moved_meeting_carries_the_change_and_a_one_tap_answer(cast, client, moved):
    [message] = sent_to(cast.member.user)
    method, calendar = calendar_of(message)
    [event] = calendar.walk("VEVENT")
    assert (method, calendar["METHOD"], event["SEQUENCE"]) == ("REQUEST", "REQUEST", 1)
    assert event.decoded("DTSTART") == moved.starts_at
    link = message.body.split("/antwoord/")[1].split()[0]
    assert client.post(f"/antwoord/{link}", {"answer": "yes"}).status_code == 200
    assert Attendance.objects.get().membership == cast.member


def test_a_cancelled_meeting_disappears_from_the_calendar(cast):
    cancel_meeting(meeting=cast.meeting, by=cast.coordinator)
    [message] = sent_to(cast.member.user)
    method, calendar = calendar_of(message)
    assert (method, calendar["METHOD"]) == ("CANCEL", "CANCEL")
    assert "Afgezegd" in message.subject


def test_a_change_that_was_overtaken_is_not_sent(cast, moved):
    later = Slot(moved.date + dt.timedelta(days=1), place="Elders")
    move_meeting(meeting=moved, slot=later, seen=1, by=cast.coordinator)
    assert len(sent_to(cast.member.user)) == 1


def test_who_left_gets_nothing_more(cast, moved):
    type(cast.member).objects.filter(pk=cast.member.pk).update(left_at=timezone.now())
    assert sent_to(cast.member.user) == []


def test_somebody_from_outside_who_leads_gets_the_date_without_an_answer_link(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(facilitator=cast.outsider)
    meeting = Meeting.objects.get(pk=cast.meeting.pk)
    tell.named_leader(meeting, cast.outsider)
    [message] = sent_to(cast.outsider)
    assert ("Jij leidt" in message.body, "/antwoord/" in message.body) == (True, False)
    assert calendar_of(message)[0] == "REQUEST"


def test_a_reminder_is_asked_again_when_it_is_sent(cast):
    now = dt.datetime.combine(
        cast.meeting.date - dt.timedelta(days=3), dt.time(9, 1), tzinfo=cast.meeting.starts_at.tzinfo
    )
    remind(now)
    Attendance.objects.create(meeting=cast.meeting, membership=cast.member, answer="no")
    assert sent_to(cast.member.user) == []
    assert len(sent_to(cast.members[3].user)) == 1
    assert Message.objects.get(to_user=cast.member.user).state == "dropped"


def test_the_reminder_of_tomorrow_says_where_and_not_what(cast):
    Attendance.objects.create(meeting=cast.meeting, membership=cast.member, answer="yes")
    now = dt.datetime.combine(
        cast.meeting.date - dt.timedelta(days=1), dt.time(9, 1), tzinfo=cast.meeting.starts_at.tzinfo
    )
    with time_machine.travel(now, tick=False):
        remind()
        [message] = sent_to(cast.member.user)
    assert "Dorpshuis De Schakel" in whole(message)
    assert "Morgen" in message.subject


def test_no_mail_says_what_somebody_wrote(cast):
    canary = "KANARIE-vraag"
    factories.make_question(cast.member, canary, situation=canary)
    second = cast.season.meetings.get(number=2)
    assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator)
    move_meeting(meeting=second, slot=Slot(second.date, place="Elders"), seen=0, by=cast.coordinator)
    for days in (30, 3, 2):
        for meeting in cast.season.meetings.all():
            remind(meeting.starts_at - dt.timedelta(days=days, hours=10))
    cancel_meeting(meeting=cast.season.meetings.get(number=2), by=cast.coordinator)
    deliver_due()
    assert len(mail.outbox) > 20
    assert [message.subject for message in mail.outbox if canary in message.message().as_string()] == []
    assert [message.subject for message in mail.outbox if "raad mee" in whole(message)] == []


def test_mails_speak_the_language_of_the_reader(cast, moved):
    type(cast.member.user).objects.filter(pk=cast.member.user_id).update(language="en")
    [message] = sent_to(cast.member.user)
    assert message.subject.startswith("Changed: Ruimte op het erf now meets on ")
