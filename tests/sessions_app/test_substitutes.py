"""A member for whom a guest comes is asked nothing, reminded of nothing, and counted once."""

import datetime as dt
import html

import pytest
from django.core import mail
from django.urls import reverse

from circles.desk import signals_of
from circles.domain.agree import renew_agreement
from circles.domain.depart import remove
from praktijkkring.errors import Refused
from praktijkkring.outbox.deliver import deliver_due
from praktijkkring.outbox.models import Message
from sessions_app.cadence import Slot
from sessions_app.domain.answer import answer
from sessions_app.domain.assign import assign
from sessions_app.domain.guest import ask_guest, decline_as_guest, sign_as_guest, withdraw_guest
from sessions_app.domain.nudge import ask_who_comes
from sessions_app.domain.remind import facts_of, remind
from sessions_app.domain.schedule import move_meeting
from sessions_app.guests import PROMISE_VERSION, guests_of
from sessions_app.models import Attendance, Meeting
from sessions_app.reminders import coming, moment
from sessions_app.tokens import answer_token
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(cast, settings):
    """Anna is asked to come in Pieter's place."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return ask_guest(
        meeting=cast.meeting, email="anna@buiten.nl", name="Anna Buiten", by=cast.coordinator, instead_of=cast.member
    )


def sign(guest):
    return sign_as_guest(
        guest_pass=guest,
        name="Anna Buiten",
        version=PROMISE_VERSION,
        by=factories.make_user("Anna Buiten", guest.email),
    )


def said(cast, value):
    return answer(meeting=cast.meeting, member=cast.member, value=value, by=cast.member.user)


def reminded(kind, member):
    return Message.objects.filter(kind=f"sessions_app.{kind}", to_user=member.user).count()


def page(client, user, address):
    client.force_login(user)
    return html.unescape(client.get(address).content.decode())


def test_who_is_replaced_is_not_asked_and_reads_who_comes(client, cast, guest):
    address = reverse("sessions_app:meeting", args=[cast.meeting.pk])
    mine = page(client, cast.member.user, address)
    assert ("Kom je?" in mine, "Anna Buiten is gevraagd om in jouw plaats te komen" in mine) == (False, True)
    assert "Anna Buiten is gevraagd" in mine
    sign(guest)
    mine = page(client, cast.member.user, address)
    assert ("Kom je?" in mine, "Anna Buiten komt in jouw plaats" in mine, "1 ja, 0 nee" in mine) == (False, True, True)
    assert "Kom je?" not in page(client, cast.member.user, reverse("circles:circle", args=[cast.circle.pk]))
    agenda = page(client, cast.member.user, "/agenda/")
    assert "Anna Buiten komt in jouw plaats" in agenda
    with pytest.raises(Refused):
        said(cast, "yes")


def test_the_link_in_an_older_mail_says_who_comes_and_stores_nothing(client, cast, guest):
    address = reverse("sessions_app:answer_by_link", args=[answer_token(cast.meeting.pk, cast.member.pk)])
    shown = html.unescape(client.get(address).content.decode())
    assert ("Anna Buiten is gevraagd" in shown, 'name="answer"' in shown) == (True, False)
    assert client.post(address, {"answer": "yes"}).status_code == 409
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("end", ["withdraw", "decline"])
def test_who_is_no_longer_replaced_is_asked_again(client, cast, guest, end):
    if end == "withdraw":
        withdraw_guest(guest_pass=guest, by=cast.coordinator)
    else:
        decline_as_guest(guest_pass=guest)
    assert "Kom je?" in page(client, cast.member.user, reverse("sessions_app:meeting", args=[cast.meeting.pk]))
    assert said(cast, "yes").answer == "yes"


def test_no_reminder_goes_to_who_is_replaced(cast, guest):
    others = [m for m in cast.members if m != cast.member]
    remind(moment("unanswered", facts_of(cast.meeting)) + dt.timedelta(minutes=5))
    assert [reminded("unanswered", m) for m in (cast.member, *others)] == [0] + [1] * 7
    Message.objects.all().delete()
    assert (ask_who_comes(meeting=cast.meeting, by=cast.coordinator), reminded("unanswered", cast.member)) == (7, 0)


def test_who_said_yes_before_is_not_told_that_they_come_tomorrow(cast, guest):
    Attendance.objects.create(meeting=cast.meeting, membership=cast.member, answer="yes")
    remind(moment("tomorrow", facts_of(cast.meeting)) + dt.timedelta(minutes=5))
    assert reminded("tomorrow", cast.member) == 0


def test_a_reminder_that_waits_is_dropped_when_somebody_is_asked_in_between(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ask_who_comes(meeting=cast.meeting, by=cast.coordinator)
    ask_guest(
        meeting=cast.meeting, email="anna@buiten.nl", name="Anna Buiten", by=cast.coordinator, instead_of=cast.member
    )
    deliver_due()
    assert [one for one in mail.outbox if cast.member.user.email in one.to[0]] == []
    assert len(mail.outbox) == 8


def test_a_move_tells_who_is_replaced_without_asking(cast, guest):
    sign(guest)
    later = Slot(cast.meeting.date + dt.timedelta(days=1), cast.meeting.starts, cast.meeting.ends)
    move_meeting(meeting=cast.meeting, slot=later, seen=0, by=cast.coordinator)
    deliver_due()
    [letter] = [one for one in mail.outbox if cast.member.user.email in one.to[0]]
    assert ("Anna Buiten komt in jouw plaats" in letter.body, "/antwoord/" in letter.body) == (True, False)


def test_a_guest_who_signed_fills_the_chair_and_one_who_is_asked_may_still_do_so(cast, guest):
    for member in cast.members[2:6]:
        Attendance.objects.create(meeting=cast.meeting, membership=member, answer="yes")
    assert coming(facts_of(cast.meeting)) == 4
    sign(guest)
    assert coming(facts_of(cast.meeting)) == 5


def test_a_substitute_is_no_reason_to_warn_of_too_few(cast, guest):
    four = [cast.members[n] for n in (0, 2, 3)]
    for member in four:
        answer(meeting=cast.meeting, member=member, value="no", by=member.user)
    Attendance.objects.create(meeting=cast.meeting, membership=cast.member, answer="no")
    last = cast.members[4]
    answer(meeting=cast.meeting, member=last, value="maybe", by=last.user)
    assert not Message.objects.filter(kind="sessions_app.below_quorum").exists()


def test_the_desk_does_not_count_a_replaced_member_as_silent(cast):
    def silent():
        return [one.text[:1] for one in signals_of([cast.circle.pk])[cast.circle.pk] if one.kind == "silent"]

    assert silent() == ["8"]
    ask_guest(
        meeting=cast.meeting, email="anna@buiten.nl", name="Anna Buiten", by=cast.coordinator, instead_of=cast.member
    )
    assert silent() == ["7"]


def test_who_is_replaced_cannot_be_chosen_to_bring_in(cast, guest):
    factories.make_question(cast.member)
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="scheduled", case_bringer=None, question=None)
    with pytest.raises(Refused):
        assign(meeting=cast.meeting, member=cast.member, seen=None, by=cast.coordinator)


def test_who_leaves_sends_nobody_in_their_place(client, cast, guest):
    anna = sign(guest).user
    other = cast.members[2]
    ask_guest(meeting=cast.meeting, email="bram@buiten.nl", name="Bram Buiten", by=cast.coordinator, instead_of=other)
    remove(by=cast.coordinator, membership=cast.member, reason="absent")
    guest.refresh_from_db()
    assert [one.name for one in guests_of(cast.meeting)] == ["Bram Buiten"]
    client.force_login(anna)
    assert client.get(reverse("sessions_app:guest", args=[cast.meeting.pk])).status_code == 410
    mail.outbox.clear()
    deliver_due()
    [letter] = [one for one in mail.outbox if guest.email in one.to[0] and "Dat hoeft niet meer" in one.body]
    assert cast.member.user.name not in letter.body


def test_a_renewed_agreement_keeps_the_guests(cast, guest):
    renew_agreement(by=cast.coordinator, circle=cast.circle, text="Wat hier gezegd wordt, blijft hier. Altijd.")
    assert [one.pk for one in guests_of(cast.meeting)] == [guest.pk]


def test_a_meeting_that_is_going_on_keeps_its_guest(cast, guest):
    sign(guest)
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="live")
    remove(by=cast.coordinator, membership=cast.member, reason="absent")
    assert [one.pk for one in guests_of(cast.meeting)] == [guest.pk]
