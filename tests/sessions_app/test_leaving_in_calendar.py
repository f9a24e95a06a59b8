"""Who leaves a circle loses its dates from their calendar, who comes back gets them again: each once, by the same UID."""

import datetime as dt

import pytest
from django.core import mail

from circles.domain.answer import accept
from circles.domain.depart import leave, remove
from circles.domain.invite import Guest, invite
from circles.domain.pause import pause
from circles.domain.replace import invite_successor
from circles.models import Membership, Pause
from praktijkkring.accounts.erase import erase
from praktijkkring.outbox.deliver import deliver_due
from praktijkkring.outbox.models import Message
from sessions_app.cadence import Slot
from sessions_app.domain import tell
from sessions_app.domain.lead import name_leaders
from sessions_app.domain.remind import invite_newcomers
from sessions_app.domain.schedule import move_meeting
from sessions_app.models import Meeting
from tests import factories

from .test_mails import calendar_of, sends, sent_to  # noqa: F401 - sends mails for real

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def entries(address, meeting=None):
    """Method, SEQUENCE of every calendar part that went to this address, in order; all with the UID of its meeting."""
    deliver_due()
    found = []
    for message in mail.outbox:
        if address in message.to[0] and message.attachments:
            method, calendar = calendar_of(message)
            [event] = calendar.walk("VEVENT")
            if meeting is None or str(event["UID"]).startswith(str(meeting.uid)):
                found.append((method, event["SEQUENCE"]))
    return found


def gone():
    return [(row.to_email, row.refs["meeting_id"]) for row in Message.objects.filter(kind="sessions_app.gone")]


def the_meeting(cast):
    return Meeting.objects.select_related("season__circle", "facilitator", "deputy").get(pk=cast.meeting.pk)


def comes_back(cast, user):
    [invitation] = invite(by=cast.coordinator, circle=cast.circle, guests=[Guest(user.email, user.name)])
    return accept(by=user, invitation=invitation, agreement=cast.circle.agreements.first(), name=user.name)


def test_who_leaves_loses_every_date_to_come_and_who_comes_back_gets_them_again(cast):
    tell.invited(the_meeting(cast))
    pieter = cast.member.user
    leave(by=pieter, membership=cast.member)
    assert sorted(pk for _to, pk in gone()) == sorted(cast.season.meetings.values_list("pk", flat=True))
    assert entries(pieter.email, cast.meeting) == [("CANCEL", 1)]
    comes_back(cast, pieter)
    invite_newcomers()
    assert entries(pieter.email, cast.meeting)[1:] == [("REQUEST", 2)]
    again = Membership.objects.get(user=pieter, left_at=None)
    leave(by=pieter, membership=again)
    assert entries(pieter.email, cast.meeting)[2:] == [("CANCEL", 3)]
    assert len(gone()) == 10
    assert entries(cast.members[2].user.email, cast.meeting) == [("REQUEST", 0)]


def test_the_mail_tells_no_more_than_that_the_date_is_theirs_no_longer(cast):
    remove(by=cast.coordinator, membership=cast.member, reason="other")
    meeting = the_meeting(cast)
    slot = Slot(meeting.date + 7 * DAY, place="Geheim adres 1", link="https://example.org/geheim")
    move_meeting(meeting=meeting, slot=slot, seen=0, by=cast.coordinator)
    texts = [message.message().as_string() for message in sent_to(cast.member.user)]
    assert len([text for text in texts if "METHOD:CANCEL" in text]) == 5
    assert not [text for text in texts if "eheim" in text]
    assert (Message.objects.filter(kind="sessions_app.moved", to_user=cast.member.user).exists()) is False


def test_who_paused_then_loses_only_the_dates_that_stood_there_still(cast):
    pause(by=cast.member.user, membership=cast.member, first=cast.meeting.date, last=cast.meeting.date)
    assert entries(cast.member.user.email, cast.meeting) == [("CANCEL", 1)]
    leave(by=cast.member.user, membership=cast.member)
    assert entries(cast.member.user.email, cast.meeting)[1:] == []
    assert cast.meeting.pk not in [pk for _to, pk in gone()]
    assert len(gone()) == 4
    comes_back(cast, cast.member.user)
    assert entries(cast.member.user.email, cast.meeting)[1:] == [("REQUEST", 2)]


def test_who_leaves_before_the_mail_of_the_pause_went_loses_that_date_as_well(cast):
    pause(by=cast.member.user, membership=cast.member, first=cast.meeting.date, last=cast.meeting.date)
    leave(by=cast.member.user, membership=cast.member)
    assert entries(cast.member.user.email, cast.meeting) == [("CANCEL", 1)]
    assert len(gone()) == 5


def test_who_paused_from_before_the_season_began_loses_nothing_that_was_never_there(cast):
    Pause.objects.create(membership=cast.member, first=cast.meeting.date, last=cast.meeting.date, by=cast.member.user)
    leave(by=cast.member.user, membership=cast.member)
    assert len(gone()) == 4


def test_who_came_back_before_the_mail_went_gets_only_the_entry_of_now(cast):
    leave(by=cast.member.user, membership=cast.member)
    comes_back(cast, cast.member.user)
    assert entries(cast.member.user.email, cast.meeting) == [("REQUEST", 2)]


def test_an_erased_account_loses_the_dates_and_then_its_address_is_forgotten(cast):
    address = cast.member.user.email
    erase(user=cast.member.user, by=cast.member.user)
    assert {row.to_user for row in Message.objects.filter(to_email=address)} == {None}
    assert entries(address) == [("CANCEL", 1)] * 5
    assert not Message.objects.filter(to_email=address).exists()


def test_who_led_from_outside_and_does_no_longer_loses_that_date_and_gets_it_back(cast):
    gerda = factories.make_user("Gerda Leidt")
    for leader in (gerda, None, gerda):
        name_leaders(meeting=the_meeting(cast), facilitator=leader, deputy=None, by=cast.coordinator)
        deliver_due()
    assert entries(gerda.email) == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    erase(user=gerda, by=gerda)
    assert entries(gerda.email)[3:] == [("CANCEL", 3)]


def test_a_member_who_leads_no_longer_keeps_the_date(cast):
    name_leaders(meeting=the_meeting(cast), facilitator=None, deputy=None, by=cast.coordinator)
    assert gone() == []


def test_before_the_season_is_on_no_calendar_is_told(cast):
    cast.season.state = "planned"
    cast.season.save(update_fields=["state"])
    leave(by=cast.member.user, membership=cast.member)
    assert gone() == []


def test_who_is_succeeded_loses_the_dates_and_the_successor_gets_them_in_the_same_stroke(cast):
    invitation = invite_successor(
        by=cast.coordinator, membership=cast.member, email="opvolger@demo.invalid", name="Op Volger"
    )
    successor = factories.make_user("Op Volger", email="opvolger@demo.invalid")
    accept(by=successor, invitation=invitation, agreement=cast.circle.agreements.first(), name=successor.name)
    assert {to for to, _pk in gone()} == {cast.member.user.email}
    assert entries(successor.email) == [("REQUEST", 0)] * 5
