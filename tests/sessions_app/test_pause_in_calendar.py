"""A pause in somebody's own calendar: out with CANCEL, back with REQUEST, always a higher SEQUENCE, nobody else told."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from circles.domain.pause import end_pause, pause
from circles.models import Membership, Pause
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from sessions_app import pages_agenda
from sessions_app.cadence import Slot
from sessions_app.domain import tell
from sessions_app.domain.answer import answer
from sessions_app.domain.schedule import cancel_meeting, move_meeting
from sessions_app.models import Attendance, Meeting

from .test_mails import calendar_of, sends, sent_to  # noqa: F401 - sends mails for real

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


def break_on(cast, member, meeting):
    return pause(by=member.user, membership=member, first=meeting.date, last=meeting.date)


def invite_everybody(cast):
    tell.invited(Meeting.objects.select_related("season__circle", "facilitator", "deputy").get(pk=cast.meeting.pk))


def entries(user):
    """Method, SEQUENCE and STATUS of every calendar part that this person got, in order."""
    found = []
    for message in sent_to(user):
        if message.attachments or "text/calendar" in message.message().as_string():
            method, calendar = calendar_of(message)
            [event] = calendar.walk("VEVENT")
            found.append((method, event["SEQUENCE"], str(event["STATUS"])))
    return found


def test_the_entry_goes_with_the_pause_comes_back_with_its_end_and_follows_what_comes_after(cast):
    invite_everybody(cast)
    pieter = cast.member
    assert entries(pieter.user) == [("REQUEST", 0, "CONFIRMED")]
    taken = break_on(cast, pieter, cast.meeting)
    assert entries(pieter.user)[1:] == [("CANCEL", 1, "CANCELLED")]
    end_pause(by=pieter.user, pause=taken)
    assert entries(pieter.user)[2:] == [("REQUEST", 2, "CONFIRMED")]
    slot = Slot(cast.meeting.date + 7 * DAY, place="Elders")
    move_meeting(meeting=cast.meeting, slot=slot, seen=0, by=cast.coordinator)
    assert entries(pieter.user)[3:] == [("REQUEST", 3, "CONFIRMED")]
    cancel_meeting(meeting=Meeting.objects.get(pk=cast.meeting.pk), by=cast.coordinator)
    assert entries(pieter.user)[4:] == [("CANCEL", 4, "CANCELLED")]
    assert entries(cast.members[2].user) == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]


def test_only_who_pauses_is_told_of_it_and_only_of_those_days(cast):
    break_on(cast, cast.member, cast.meeting)
    [message] = Message.objects.filter(kind="sessions_app.paused")
    assert (message.to_user, message.refs["meeting_id"]) == (cast.member.user, cast.meeting.pk)


def test_the_mail_of_a_pause_leads_to_its_end_and_the_mail_of_the_end_asks_for_an_answer(cast, client):
    taken = break_on(cast, cast.member, cast.meeting)
    [message] = [one for one in sent_to(cast.member.user) if "agenda" in one.subject]
    assert reverse("circles:pause", args=[cast.circle.pk, cast.member.pk]) in message.body
    end_pause(by=cast.member.user, pause=taken)
    back = sent_to(cast.member.user)[-1]
    link = back.body.split("/antwoord/")[1].split()[0]
    assert client.post(f"/antwoord/{link}", {"answer": "yes"}).status_code == 200
    assert Attendance.objects.get(membership=cast.member).answer == "yes"


def test_a_pause_that_ended_before_the_mail_went_sends_only_the_entry_of_now(cast):
    end_pause(by=cast.member.user, pause=break_on(cast, cast.member, cast.meeting))
    assert entries(cast.member.user) == [("REQUEST", 2, "CONFIRMED")]


def test_who_pauses_gets_no_invitation_and_a_move_into_the_pause_takes_the_entry_away(cast):
    pieter, later = cast.member, cast.meeting.date + 3 * DAY
    Pause.objects.create(membership=pieter, first=later, last=later, by=pieter.user)
    move_meeting(meeting=cast.meeting, slot=Slot(later), seen=0, by=cast.coordinator)
    assert entries(pieter.user) == [("CANCEL", 1, "CANCELLED")]
    body = sent_to(pieter.user)[-1].body
    assert "Je pauzeert op die dag" in body
    assert "/antwoord/" not in body
    invite_everybody(cast)
    assert len(sent_to(pieter.user)) == 1


def test_ending_one_of_two_pauses_brings_back_only_the_days_that_no_pause_holds(cast):
    first, second = cast.season.meetings.all()[:2]
    long = pause(by=cast.member.user, membership=cast.member, first=first.date, last=second.date - DAY)
    break_on(cast, cast.member, second)
    end_pause(by=cast.member.user, pause=long)
    assert [m.refs["meeting_id"] for m in Message.objects.filter(kind="sessions_app.back")] == [first.pk]


def test_a_pause_before_the_season_is_on_tells_no_calendar(cast):
    cast.season.state = "planned"
    cast.season.save(update_fields=["state"])
    end_pause(by=cast.member.user, pause=break_on(cast, cast.member, cast.meeting))
    assert not Message.objects.filter(kind__in=["sessions_app.paused", "sessions_app.back"]).exists()


def test_my_agenda_shows_the_pause_instead_of_an_old_answer_or_a_question(cast, client):
    pieter = cast.member
    Attendance.objects.create(meeting=cast.meeting, membership=pieter, answer="yes", answered_at=timezone.now())
    # A row that a pause did not clear, such as one of before pauses existed.
    Pause.objects.create(membership=pieter, first=cast.meeting.date, last=cast.meeting.date, by=pieter.user)
    row = pages_agenda.agenda(pieter.user)["coming"][0]
    assert (row["answer"], row["away"], row["asks"]) == ("", True, False)
    client.force_login(pieter.user)
    shown = client.get(reverse("sessions_app:agenda")).content.decode()
    assert "je pauzeert" in shown
    assert [row["away"] for row in pages_agenda.agenda(cast.members[2].user)["coming"]] == [False] * 5


def test_a_calendar_that_follows_along_leaves_out_the_days_of_a_pause(cast, client):
    client.force_login(cast.member.user)
    address = client.post(reverse("sessions_app:feed_open")).context["address"]
    path = "/" + address.split("/", 3)[3]
    assert client.get(path).content.count(b"BEGIN:VEVENT") == 5
    break_on(cast, cast.member, cast.meeting)
    assert client.get(path).content.count(b"BEGIN:VEVENT") == 4


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_pause_at_the_same_moment_leave_no_answer(cast):
    barrier, refused = threading.Barrier(2), []

    def at_once(verb):
        try:
            barrier.wait()
            verb()
        except Refused:
            refused.append(verb)
        finally:
            connection.close()

    seat = Membership.objects.select_related("user", "circle").get(pk=cast.member.pk)
    verbs = [
        lambda: answer(meeting=cast.meeting, member=seat, value="yes", by=seat.user),
        lambda: break_on(cast, seat, cast.meeting),
    ]
    threads = [threading.Thread(target=at_once, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verbs[1] not in refused
    assert not Attendance.objects.filter(membership=seat).exclude(answer="").exists()
