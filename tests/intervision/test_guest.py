"""A guest in the room: a chair for an expert, and what they write for themselves goes when the meeting is over."""

import datetime
import re

import pytest
from django.urls import reverse

from circles.domain import depart
from circles.models import Membership
from intervision import departed
from intervision.access import run_for
from intervision.engine import State
from intervision.models import Contribution, Insight, Run
from intervision.views.room import screen_of
from sessions_app.domain.guest import ask_guest, sign_as_guest, withdraw_guest
from sessions_app.guests import PROMISE_VERSION
from sessions_app.models import Meeting
from tests import factories
from tests.intervision.device import Device


@pytest.fixture
def anna(live, client_of):
    """An expert from elsewhere who takes part, at the table."""
    user = factories.make_user("Xandra Buiten")
    asked = ask_guest(meeting=live.cast.meeting, email=user.email, name="Xandra", by=live.fenna.user, observes=False)
    sign_as_guest(guest_pass=asked, name="Xandra Buiten", version=PROMISE_VERSION, by=user)
    device = Device(client_of(user), live.run, user)
    device.post("seat")
    return device


def at_the_end(live):
    for _step in range(4):
        live.fenna.move("next")
    live.fenna.move("reveal")


def test_what_a_guest_takes_home_is_read_during_the_meeting_and_erased_with_it(live, anna):
    at_the_end(live)
    assert anna.write("KANARIE-voor-mij", step=4, kind="insight", private="on")[0].status_code == 200
    page = anna.fragment()
    assert "KANARIE-voor-mij" in page
    assert f'data-for="{anna.user.pk}"' in page
    assert "KANARIE" not in live.fenna.fragment() + live.pieter.fragment()
    assert live.fenna.close().status_code == 200
    assert not Contribution.objects.filter(author_user=anna.user, kind="insight").exists()
    assert not Insight.objects.exists()


@pytest.mark.parametrize("private", ["on", ""])
def test_it_is_nobodys_insight_afterwards_also_when_it_lay_open(live, anna, private):
    at_the_end(live)
    anna.write("KANARIE-inzicht", step=4, kind="insight", private=private)
    live.pieter.write("Ik wacht te veel.", step=4, kind="insight")
    live.fenna.close()
    assert [row.text for row in Insight.objects.all()] == ["Ik wacht te veel."]
    assert "KANARIE" not in str([row.text for row in Contribution.objects.all()])


def test_an_expert_has_a_chair_of_their_own(live, anna):
    seats = screen_of(run_for(live.fenna.user, live.run.pk)).seats
    members = live.cast.circle.memberships.filter(left_at__isnull=True).count()
    assert len(seats) == members + 1
    (hers,) = [seat for seat in seats if seat.name == "Xandra"]
    assert (hers.area, hers.away) == ("te gast", False)
    assert hers.col not in {seat.col for seat in seats if seat is not hers}
    assert "Xandra" in live.fenna.browser.get(live.fenna.url("wall")).content.decode()


def test_the_last_screen_says_who_is_next_to_members_and_not_to_guests(live, anna):
    meeting = Meeting.objects.get(pk=live.cast.meeting.pk)
    date = meeting.date + datetime.timedelta(days=30)
    later = Meeting.objects.filter(season=meeting.season, number__gt=meeting.number)
    later.update(date=date, facilitator=live.fenna.user, state=Meeting.State.SCHEDULED)
    live.fenna.close()
    page = live.pieter.fragment()
    assert "De volgende bijeenkomst is op" in page
    assert "Fenna leidt." in page
    assert anna.browser.get(anna.url("fragment")).status_code == 404


def test_an_old_address_says_in_words_that_the_meeting_is_over_to_who_was_a_guest(live, anna, client_of):
    stranger = Device(client_of(live.cast.outsider), live.run, live.cast.outsider)
    meeting = live.cast.meeting.pk
    others = [reverse("intervision:start", args=[meeting]), reverse("sessions_app:guest", args=[meeting])]
    live.fenna.close()
    for address in (live.fenna.url("room"), *others):
        page = anna.browser.get(address)
        assert page.status_code == 410
        assert "Dank je wel dat je te gast was" in page.content.decode()
        assert live.cast.circle.name not in page.content.decode()
        assert stranger.browser.get(address).status_code == 404


def test_it_says_so_too_when_the_invitation_was_withdrawn(live, anna):
    withdraw_guest(guest_pass=live.cast.meeting.guest_passes.get(), by=live.fenna.user)
    page = anna.browser.get(anna.url("room"))
    assert page.status_code == 410
    shown = page.content.decode()
    for words in ("niet meer gevraagd als gast", "De bijeenkomst van", "Je hoeft niets te doen.", "aan Fenna"):
        assert words in shown
    assert anna.browser.get(anna.url("fragment")).status_code == 404


def test_who_only_looks_on_is_asked_what_they_noticed_in_the_last_step(live, client_of):
    user = factories.make_user("Olga Kijker")
    asked = ask_guest(meeting=live.cast.meeting, email=user.email, name="Olga", by=live.fenna.user, observes=True)
    sign_as_guest(guest_pass=asked, name="Olga Kijker", version=PROMISE_VERSION, by=user)
    olga = Device(client_of(user), live.run, user)
    assert "Kijk mee" in olga.page().content.decode()
    olga.post("seat")
    assert "Je zegt nu niets." in olga.fragment()
    for _step in range(4):
        live.fenna.move("next")
    assert "Vertel wat je opviel" in olga.fragment()
    assert "<textarea" not in olga.fragment()


def test_nobody_waits_for_a_guest_whose_pass_was_withdrawn(live, anna, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    card = anna.write("Wat wil de wethouder?", step=1)[1]
    assert "1 van de 3 kaarten" in live.fenna.fragment()
    assert "Xandra Buiten is te gast" in live.pieter.fragment()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_guest(guest_pass=live.cast.meeting.guest_passes.get(), by=live.fenna.user)
    page = live.pieter.fragment()
    assert "Xandra" not in page
    counts = [re.search(r"\d van de \d kaarten", page).group() for page in (live.fenna.fragment(), page)]
    assert counts == ["1 van de 3 kaarten"] * 2, "their card lies there, and two are awaited"
    assert (page.count("t-card shut"), page.count("t-card todo")) == (1, 2)
    assert State.from_dict(Run.objects.get().state).people.count(str(anna.user.pk)) == 0
    live.fenna.move("reveal")
    assert f'data-card="{card}"' in live.pieter.fragment()


@pytest.mark.parametrize("leaves", [depart.leave, None])
def test_a_turn_never_comes_to_a_chair_that_was_left(live, leaves, django_capture_on_commit_callbacks):
    """Who has to sign again keeps the chair; who leaves the circle does not."""
    for _step in range(4):
        live.fenna.move("next")
    for device in (live.pieter, live.marieke):
        device.write("Een advies", step=4, kind="advice")
    live.fenna.move("reveal")
    assert State.from_dict(Run.objects.get().state).round.speaking == str(live.pieter.user.pk)
    with django_capture_on_commit_callbacks(execute=True):
        if leaves:
            leaves(by=live.pieter.user, membership=Membership.objects.get(pk=live.cast.member.pk))
        else:
            departed.send_away(live.cast.member)
    state = State.from_dict(Run.objects.get().state)
    assert state.round.speaking == str((live.marieke if leaves else live.pieter).user.pk)
