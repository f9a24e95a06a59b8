"""What goes to calendars: read back by an independent reader, without content, stopped when it should."""

import datetime as dt
import io
import re

import pytest
from dateutil.tz import tzical
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from sessions_app import calendar
from sessions_app.domain.feed import open_feed, revoke_feed
from sessions_app.models import CalendarFeed, Meeting
from tests import factories

pytestmark = pytest.mark.django_db


def read(body):
    parsed = Calendar.from_ical(body)
    return parsed, parsed.walk("VEVENT")


def test_an_invitation_reads_back_as_the_meeting(cast):
    parsed, [event] = read(calendar.invitation(cast.meeting, cast.member.user))
    assert parsed["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"]) == (f"{cast.meeting.uid}@localhost", 0)
    assert event.decoded("DTSTART") == cast.meeting.starts_at
    assert event.decoded("DTEND") == cast.meeting.ends_at
    assert event["ORGANIZER"] == "mailto:post@praktijkkring.example"
    assert event["ATTENDEE"] == f"mailto:{cast.member.user.email}"
    assert event["LOCATION"] == "Dorpshuis De Schakel"


def test_the_time_zone_is_narrow(cast):
    body = calendar.invitation(cast.meeting, cast.member.user)
    parsed, _ = read(body)
    assert (len(parsed.walk("VTIMEZONE")), len(body) < 3000) == (1, True)


def test_the_file_is_as_the_standard_wants_it(cast):
    """Lines of 75 octets at most that end in CR LF, and no character cut in two, also for a tool that reads by lines."""
    cast.circle.name = "Ruimte, op het erf; é, ü, een 🐄 en " + "nog meer " * 20
    cast.meeting.season.circle = cast.circle
    lines = calendar.invitation(cast.meeting, cast.member.user).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(len(line) for line in lines) <= 75
    assert [line.decode() for line in lines if b"\n" in line or b"\r" in line] == []


@pytest.mark.parametrize(
    ("date", "starts"),
    [("2026-10-23", 17), ("2026-10-26", 18), ("2027-03-26", 18), ("2027-03-29", 17), ("2028-02-29", 18)],
)
def test_half_past_seven_stays_half_past_seven_when_the_clocks_change(cast, date, starts):
    cast.meeting.date = dt.date.fromisoformat(date)
    text = calendar.invitation(cast.meeting, cast.member.user).decode().replace("\r\n ", "").replace("\r", "")
    [(name, wall)] = re.findall(r"^DTSTART;TZID=([^:]+):(\w+)$", text, re.MULTILINE)
    zone = tzical(io.StringIO(text)).get(name)  # knows only what the file says
    begins = dt.datetime.strptime(wall, "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    assert begins.astimezone(dt.UTC) == dt.datetime.fromisoformat(f"{date}T{starts}:30:00Z")


def test_a_change_of_the_clocks_stands_in_the_wall_time_that_it_ends(cast):
    cast.meeting.date = dt.date(2027, 3, 29)
    parsed, _ = read(calendar.invitation(cast.meeting, cast.member.user))
    [zone] = parsed.walk("VTIMEZONE")
    changes = {(part.name, part.decoded("DTSTART").isoformat()) for part in zone.subcomponents[1:]}
    assert changes == {("STANDARD", "2026-10-25T03:00:00"), ("DAYLIGHT", "2027-03-28T02:00:00")}
    assert "COMMENT" not in zone


def test_a_cancellation_has_the_method_in_the_file(cast):
    cast.meeting.sequence = 3
    parsed, [event] = read(calendar.invitation(cast.meeting, cast.member.user, method=calendar.CANCEL))
    assert (parsed["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)


def test_a_name_cannot_add_a_line(cast):
    user = factories.make_user('Eva "X"\r\nATTENDEE:mailto:kwaad@voorbeeld.nl', email="eva@voorbeeld.nl")
    cast.meeting.place = "Zaal 1\r\nMETHOD:CANCEL;,\\"
    parsed, [event] = read(calendar.invitation(cast.meeting, user))
    assert (parsed["METHOD"], event["ATTENDEE"]) == ("REQUEST", "mailto:eva@voorbeeld.nl")


def test_nothing_of_a_question_is_in_it(cast):
    body = calendar.invitation(cast.meeting, cast.member.user).decode() + calendar.feed([cast.meeting]).decode()
    assert "raad" not in body
    assert "oude erven" not in body


class TestFeed:
    @pytest.fixture
    def address(self, cast):
        return reverse("sessions_app:feed", args=[open_feed(by=cast.member.user)])

    def events(self, client, address):
        answer = client.get(address)
        assert answer.status_code == 200
        return read(answer.content)[1]

    def test_it_shows_my_meetings_and_is_not_kept(self, client, cast, address):
        assert len(self.events(client, address)) == 5
        answer = client.get(address)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert "private" in answer["Cache-Control"]

    def test_who_left_sees_nothing_at_the_next_fetch(self, client, cast, address):
        type(cast.member).objects.filter(pk=cast.member.pk).update(left_at=timezone.now())
        assert self.events(client, address) == []

    def test_a_new_address_stops_the_old_one(self, client, cast, address):
        new = reverse("sessions_app:feed", args=[open_feed(by=cast.member.user)])
        assert (client.get(address).status_code, client.get(new).status_code) == (404, 200)
        revoke_feed(by=cast.member.user)
        assert client.get(new).status_code == 404

    def test_a_closed_account_has_no_feed(self, client, cast, address):
        type(cast.member.user).objects.filter(pk=cast.member.user_id).update(is_active=False)
        assert client.get(address).status_code == 404

    def test_only_a_hash_is_stored(self, cast):
        token = open_feed(by=cast.member.user)
        assert token.encode() not in bytes(CalendarFeed.objects.get().token_hash)
        assert len(token) >= 22

    def test_a_cancelled_meeting_is_shown_as_such(self, client, cast, address):
        Meeting.objects.filter(pk=cast.meeting.pk).update(state="cancelled")
        assert [event["STATUS"] for event in self.events(client, address)].count("CANCELLED") == 1

    def test_old_meetings_fall_out_after_a_year(self, client, cast, address):
        Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate() - dt.timedelta(days=400))
        assert len(self.events(client, address)) == 4
