"""A meeting as a calendar knows it: when, where and a link. Never a name of a question, never content."""

import datetime as dt
import zoneinfo
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from .models import Meeting

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
_STATUS = {"cancelled": "CANCELLED", "confirmed": "CONFIRMED", "live": "CONFIRMED", "done": "CONFIRMED"}


def invitation(meeting: Meeting, attendee, method: str = REQUEST, answer: str = "", turns: int = 0) -> bytes:
    """One event for one attendee; ``method`` is REQUEST or CANCEL. UID stays, SEQUENCE says which version this is.

    ``turns`` is how often this person's own entry was taken out or put back.
    """
    calendar = _calendar(method)
    event = _event(meeting, turns)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    event["organizer"] = _person(address, name)
    guest = _person(attendee.email, attendee.name)
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    guest.params["PARTSTAT"] = vText(_partstat(answer))
    guest.params["RSVP"] = vText("FALSE")  # the one answer place is our page
    event.add("attendee", guest, encode=0)
    if method == CANCEL:
        event["status"] = vText("CANCELLED")
    calendar.add_component(event)
    return _finished(calendar, [meeting])


def feed(meetings: list[Meeting]) -> bytes:
    """All these meetings, to be fetched by a calendar again and again."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", "Praktijkkring")
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return _finished(calendar, meetings)


def _calendar(method):
    calendar = Calendar()
    calendar.add("prodid", "-//Praktijkkring//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(meeting, turns=0):
    address = settings.PUBLIC_URL + reverse("sessions_app:meeting", args=[meeting.pk])
    event = Event()
    event.add("uid", f"{meeting.uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", meeting.sequence + turns)
    event.add("dtstamp", dt.datetime.now(dt.UTC))
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    circle = meeting.season.circle
    event.add(
        "summary",
        _("Practice circle %(circle)s, meeting %(number)d") % {"circle": circle.name, "number": meeting.number},
    )
    event.add("location", meeting.place or meeting.link)
    event.add("description", "\n".join(filter(None, [meeting.link, _("All about this meeting:"), address])))
    event.add("url", address)
    event.add("status", _STATUS.get(meeting.state, "TENTATIVE" if meeting.state == "planned" else "CONFIRMED"))
    event.add("transp", "OPAQUE")
    return event


def _person(address, name):
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = vText(" ".join(name.replace('"', "").split()))
    return person


def _partstat(answer):
    return {"yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE"}.get(answer, "NEEDS-ACTION")


def _finished(calendar, meetings):
    """With a narrow VTIMEZONE: the year of the meetings instead of 1970–2038."""
    if meetings:
        first = min(meeting.date for meeting in meetings)
        last = max(meeting.date for meeting in meetings)
        calendar.add_missing_timezones(
            first_date=first - dt.timedelta(days=200), last_date=last + dt.timedelta(days=200)
        )
        for zone in calendar.timezones:
            _mend(zone)
    return calendar.to_ical()


def _mend(zone):
    """A change is written in the wall time that it ends. The library writes an hour that is skipped as the new one.

    Its remark in English on the years goes too.
    """
    zone.pop("COMMENT", None)
    real = zoneinfo.ZoneInfo(zone["TZID"])
    for part in zone.subcomponents:
        old, new, start = (part.decoded(name) for name in ("TZOFFSETFROM", "TZOFFSETTO", "DTSTART"))
        just_before = (start - old - dt.timedelta(seconds=1)).replace(tzinfo=dt.UTC)
        if old != new and just_before.astimezone(real).utcoffset() == new:
            part["DTSTART"].dt = start - (new - old)
