"""Who waits knows where they stand; a seat that comes free goes to the first with a date, and on to the next."""

import datetime

import pytest
from celery import current_app
from django.http import Http404
from django.utils import timezone, translation

from circles import queries, waiting
from circles.domain.answer import accept, decline
from circles.domain.depart import leave
from circles.domain.interest import withdraw_interest
from circles.domain.invite import Guest, invite, invite_again
from circles.domain.offer import offer_free_seats, offer_next
from circles.domain.pursue import withdraw
from circles.domain.second_circle import propose, say_no, say_yes
from circles.domain.wait import arrange, give_up_place, move_up, put_on_list, take_off_list
from circles.models import Circle, CircleMove, Interest, Invitation, Membership, WaitingList, WaitingPlace
from circles.tasks import expire_invitations, offer_seats_of
from praktijkkring.accounts.export import gather
from praktijkkring.audit.queries import trail
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from tests import factories
from tests.circles.test_mails import letter

NAMES = ("Roos Mulder", "Dirk Jansma", "Bram Arends", "Mila Boer", "Ineke Vos", "Ruben Aerts")


@pytest.fixture
def full(db):
    """Eight sit, two are invited, and some wait."""
    circle = factories.make_circle(state="forming", is_public=True)
    factories.make_members(circle, 8)
    circle.tineke = circle.coordinators.get().user
    circle.open = invite(by=circle.tineke, circle=circle, guests=[Guest("een@x.nl"), Guest("twee@x.nl")])
    return circle


def waits(circle, name):
    told = {"motivation": "KANARIE graag", "committed_at": timezone.now()}
    asked = Interest.objects.create(circle=circle, user=factories.make_user(name), **told)
    return put_on_list(by=circle.tineke, interest=asked)


def offers(circle):
    found = circle.invitations.filter(from_waiting_list=True).order_by("pk")
    return [(one.email.partition(".")[0], one.state) for one in found]


def order(circle):
    return [place.interest.user.first_name for place in circle.waiting_places.select_related("interest__user")]


def test_who_is_on_the_list_waits_for_no_answer(full):
    """The page of the circle asks the coordinator for an answer only where there was none."""
    place = waits(full, "Roos Mulder")
    assert queries.waiting_number(full) == 0
    take_off_list(by=full.tineke, place=place)
    assert queries.waiting_number(full) == 1


def test_putting_on_the_list_twice_is_one_place_and_one_mail(full):
    first = waits(full, "Roos Mulder")
    assert put_on_list(by=full.tineke, interest=first.interest) == first
    assert Message.objects.filter(kind="circles.waiting").count() == 1


@pytest.mark.parametrize("freed", ["declined", "expired", "withdrawn", "left"])
def test_a_seat_that_comes_free_is_offered_to_the_first(full, freed):
    waits(full, "Roos Mulder")
    waits(full, "Dirk Jansma")
    assert offer_free_seats() == 0, "nothing is free yet"
    match freed:
        case "declined":
            decline(by=None, invitation=full.open[0])
        case "withdrawn":
            withdraw(by=full.tineke, invitation=full.open[0])
        case "left":
            member = full.memberships.first()
            leave(by=member.user, membership=member)
        case "expired":
            Invitation.objects.filter(pk=full.open[0].pk).update(expires_at=timezone.now())
    assert (offer_free_seats(), offer_free_seats()) == (1, 0)
    assert offers(full) == [("roos", "open")]
    until = timezone.localtime(full.invitations.get(from_waiting_list=True).expires_at).date()
    assert until == timezone.localdate() + datetime.timedelta(days=5)
    assert order(full) == ["Dirk"]


def test_an_offer_that_lapses_goes_to_the_next_and_the_first_hears_it(full):
    first = waits(full, "Roos Mulder")
    waits(full, "Dirk Jansma")
    decline(by=None, invitation=full.open[0])
    offer_free_seats()
    full.invitations.filter(from_waiting_list=True).update(expires_at=timezone.now())
    expire_invitations()
    offer_free_seats()
    assert offers(full) == [("roos", "expired"), ("dirk", "open")]
    lapsed = Message.objects.get(kind="circles.offer_lapsed")
    assert "Oude" not in letter(lapsed).body
    assert letter(lapsed).to == [first.interest.user.email]


def test_an_offer_that_was_made_anew_before_the_mail_left_did_not_lapse(full):
    waits(full, "Roos Mulder")
    decline(by=None, invitation=full.open[0])
    offer_free_seats()
    full.invitations.filter(from_waiting_list=True).update(expires_at=timezone.now())
    expire_invitations()
    lapsed = Message.objects.get(kind="circles.offer_lapsed")
    invite_again(by=full.tineke, invitation=full.invitations.get(from_waiting_list=True))
    assert letter(lapsed) is None


def test_an_ordinary_invitation_that_lapses_has_no_mail_about_a_list(full):
    Invitation.objects.filter(pk=full.open[0].pk).update(expires_at=timezone.now())
    expire_invitations()
    assert not Message.objects.filter(kind="circles.offer_lapsed").exists()


@pytest.mark.parametrize("freed", ["declined", "expired", "withdrawn", "left"])
def test_a_worker_is_told_at_once_when_a_chair_comes_free(full, freed, monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **how: told.append((name, args)))
    monkeypatch.setattr("circles.domain.freed.ring", lambda tell: tell())
    waits(full, "Roos Mulder")
    Invitation.objects.filter(pk=full.open[1].pk).update(expires_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        match freed:
            case "declined":
                decline(by=None, invitation=full.open[0])
            case "withdrawn":
                withdraw(by=full.tineke, invitation=full.open[0])
            case "left":
                member = full.memberships.first()
                leave(by=member.user, membership=member)
            case "expired":
                expire_invitations()
    assert told == [("circles.tasks.offer_seats_of", [full.pk])]
    assert told[0][0] in current_app.tasks
    offer_seats_of(full.pk)
    assert offers(full) == [("roos", "open")]


def test_nobody_is_told_when_nobody_waits(full, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as later:
        withdraw(by=full.tineke, invitation=full.open[0])
    assert not any("send_task" in str(act) for act in later)


def test_seats_that_were_never_given_out_are_not_offered_by_themselves(db):
    circle = factories.make_circle(state="forming")
    circle.tineke = circle.coordinators.get().user
    factories.make_members(circle, 4)
    waits(circle, "Roos Mulder")
    assert offer_free_seats() == 0
    arrange(by=circle.tineke, circle=circle, automatic=True, days=3, size=5)
    assert offer_free_seats() == 1


def test_inviting_more_people_raises_how_many_seats_are_kept_filled(db):
    circle = factories.make_circle(state="forming")
    circle.tineke = circle.coordinators.get().user
    factories.make_members(circle, 4)
    waits(circle, "Roos Mulder")
    [made] = invite(by=circle.tineke, circle=circle, guests=[Guest("los@x.nl")])
    assert circle.waiting_list.size == 5
    decline(by=None, invitation=made)
    assert offer_free_seats() == 1


def test_switched_off_only_the_coordinator_offers(full):
    waits(full, "Roos Mulder")
    arrange(by=full.tineke, circle=full, automatic=False, days=7, size=10)
    decline(by=None, invitation=full.open[0])
    assert offer_free_seats() == 0
    offer_next(by=full.tineke, circle=full)
    assert offers(full) == [("roos", "open")]
    with pytest.raises(Refused):
        offer_next(by=full.tineke, circle=full)


def test_who_withdrew_or_was_invited_otherwise_is_passed_over(full):
    withdrew, invited_too, next_one = (waits(full, name) for name in NAMES[:3])
    withdraw_interest(by=withdrew.interest.user, interest=withdrew.interest)
    decline(by=None, invitation=full.open[0])
    decline(by=None, invitation=full.open[1])
    invite(by=full.tineke, circle=full, guests=[Guest(invited_too.interest.user.email)])
    assert offer_free_seats() == 1
    assert offers(full) == [(next_one.interest.user.first_name.lower(), "open")]
    assert full.waiting_places.count() == 0


def test_the_order_is_changed_and_stays_whole(full):
    places = [waits(full, name) for name in NAMES[:4]]
    move_up(by=full.tineke, place=places[3], before=places[1])
    assert order(full) == ["Roos", "Mila", "Dirk", "Bram"]
    take_off_list(by=full.tineke, place=places[0])
    with pytest.raises(Refused):
        move_up(by=full.tineke, place=places[0], before=places[1])
    assert list(full.waiting_places.values_list("number", flat=True)) == [2, 3, 4]


def test_who_waits_reads_where_they_stand_and_until_when_an_offer_stands(full):
    first, second = waits(full, "Roos Mulder"), waits(full, "Dirk Jansma")
    with translation.override("nl"):
        assert waiting.standing_of(second.interest).sentences[0] == "Je bent nummer 2 van 2 op de wachtlijst."
        assert "5 dagen" in waiting.standing_of(first.interest).sentences[1]
        decline(by=None, invitation=full.open[0])
        offer_free_seats()
        first.interest.refresh_from_db()
        day = timezone.localdate() + datetime.timedelta(days=5)
        assert str(day.day) in waiting.standing_of(first.interest).sentences[0]
        assert waiting.standing_of(second.interest).sentences[0] == "Je bent de eerste op de wachtlijst."
        full.invitations.filter(from_waiting_list=True).update(expires_at=timezone.now())
        assert "volgende" in waiting.standing_of(first.interest).sentences[0]


def test_a_link_shows_one_place_and_gives_it_up(full):
    place = waits(full, "Roos Mulder")
    token = waiting.token_of(place)
    assert waiting.place_by(token) == place
    assert [waiting.place_by(wrong) for wrong in (str(place.pk), token + "x", "", "x:y", "\0")] == [None] * 5
    give_up_place(place=place)
    place.interest.refresh_from_db()
    assert (place.interest.state, waiting.place_by(token)) == ("withdrawn", None)
    with pytest.raises(Http404):
        give_up_place(place=place)


def test_somebody_from_a_list_sits_where_the_offer_was_for(full):
    arrange(by=full.tineke, circle=full, automatic=True, days=5, size=10)
    WaitingPlace.objects.create(circle=full, number=1, email="wim@x.nl", name="Wim", language="en", by=full.tineke)
    decline(by=None, invitation=full.open[0])
    offer_free_seats()
    made = full.invitations.get(email="wim@x.nl")
    assert (made.language, made.name) == ("en", "Wim")
    wim = factories.make_user("Wim", email="wim@x.nl")
    accept(by=wim, invitation=made, agreement=full.agreements.first(), name="Wim")
    assert Membership.objects.filter(user=wim, left_at__isnull=True).count() == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_mails_to_who_waits_say_it_in_their_language_and_hold_no_content(full, language):
    place = waits(full, "Roos Mulder")
    guest = WaitingPlace.objects.create(circle=full, number=9, email="wim@x.nl", by=full.tineke)
    mail = letter(Message.objects.get(kind="circles.waiting"))
    assert waiting.token_of(place) in mail.body
    assert "KANARIE" not in mail.body + mail.alternatives[0][0]
    Message.objects.update(refs={"place_id": guest.pk}, to_user=None, to_email="wim@x.nl", language=language)
    mail = letter(Message.objects.get(kind="circles.waiting"))
    assert ("Er is nog geen stoel voor je" in mail.body) == (language == "nl")
    guest.delete()
    assert letter(Message.objects.get(kind="circles.waiting")) is None


class TestASecondCircle:
    @pytest.fixture
    def six(self, full):
        full.places = [waits(full, name) for name in NAMES]
        return full

    def test_five_who_wait_are_too_few(self, six):
        take_off_list(by=six.tineke, place=six.places[0])
        with pytest.raises(Refused, match="5"):
            propose(by=six.tineke, circle=six, interests=[six.places[1].interest])
        assert Circle.objects.count() == 1

    def test_nothing_that_was_written_goes_along_before_each_agreed(self, six):
        second = propose(by=six.tineke, circle=six, interests=[place.interest for place in six.places])
        assert (second.name, second.theme, second.state) == (f"{six.name} 2", six.theme, "forming")
        assert second.coordinators.get().user == six.tineke
        assert Message.objects.filter(kind="circles.move").count() == 6
        assert (second.interests.count(), six.waiting_places.count()) == (0, 6)

    def test_a_yes_takes_the_answers_along_and_a_no_keeps_the_place(self, six):
        second = propose(by=six.tineke, circle=six, interests=[place.interest for place in six.places[:2]])
        yes, no = CircleMove.objects.order_by("pk")
        say_no(by=no.user, move=no)
        moved = say_yes(by=yes.user, move=yes)
        assert (moved.circle, moved.motivation) == (second, "KANARIE graag")
        assert not six.interests.filter(user=yes.user).exists()
        assert order(six) == [name.split()[0] for name in NAMES[1:]]
        assert trail(f"circle:{second.pk}")[0].action == "circles.moved_here"
        for again in (say_yes, say_no):
            with pytest.raises(Refused):
                again(by=yes.user, move=yes)

    def test_only_who_is_asked_answers(self, six):
        propose(by=six.tineke, circle=six, interests=[six.places[0].interest])
        move = CircleMove.objects.get()
        for somebody in (six.tineke, six.places[1].interest.user):
            with pytest.raises(Http404):
                say_yes(by=somebody, move=move)

    def test_only_who_is_in_line_is_asked(self, six):
        ahead = Interest.objects.create(
            circle=six, user=factories.make_user("Vera Voor"), motivation="Ik", committed_at=timezone.now()
        )
        elsewhere = factories.make_circle("Elders", coordinator=six.tineke)
        other = Interest.objects.create(
            circle=elsewhere, user=factories.make_user("Ot"), motivation="Ik", committed_at=timezone.now()
        )
        for not_in_line in (ahead, other):
            with pytest.raises(Refused):
                propose(by=six.tineke, circle=six, interests=[six.places[0].interest, not_in_line])
        with pytest.raises(Refused):
            propose(by=six.tineke, circle=six, interests=[])
        assert (CircleMove.objects.count(), Circle.objects.count()) == (0, 2)

    def test_nobody_is_asked_twice(self, six):
        propose(by=six.tineke, circle=six, interests=[six.places[0].interest])
        with pytest.raises(Refused):
            propose(by=six.tineke, circle=six, interests=[six.places[0].interest])
        assert Circle.objects.count() == 2

    def test_who_got_a_seat_meanwhile_no_longer_moves(self, six):
        propose(by=six.tineke, circle=six, interests=[six.places[0].interest])
        decline(by=None, invitation=six.open[0])
        offer_free_seats()
        move = CircleMove.objects.get()
        with pytest.raises(Refused):
            say_yes(by=move.user, move=move)
        assert CircleMove.objects.get().state == "open"


def test_a_place_on_a_list_comes_with_the_data_of_who_waits(full):
    place = waits(full, "Roos Mulder")
    assert [row["circle"] for row in gather(place.interest.user)["circles.waiting"]] == [full.name]


def test_a_circle_without_a_list_offers_nothing(full):
    assert (WaitingList.objects.count(), offer_free_seats()) == (0, 0)
    with pytest.raises(Refused):
        offer_next(by=full.tineke, circle=full)
