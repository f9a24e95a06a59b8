"""Old tabs, forged numbers and other coordinators: composing and asking to join, by people who should not."""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles import planning, waiting
from circles.domain import draft as verbs
from circles.domain.answer import accept, decline
from circles.domain.interest import express_interest, offer_seat, turn_down, withdraw_interest
from circles.domain.invite import Guest, invite
from circles.domain.offer import offer_free_seats
from circles.domain.pencil import pencil_in
from circles.domain.remark import note
from circles.domain.wait import put_on_list
from circles.models import Coordinator, Interest, Invitation, PeopleList, PlannedSeat, WaitingPlace
from praktijkkring.errors import Refused
from tests import factories

CANARY = "KANARIE"


def asks(circle, name, **told):
    told = {"motivation": f"{CANARY} {name}", "committed_at": timezone.now()} | told
    return Interest.objects.create(circle=circle, user=factories.make_user(name), **told)


@pytest.fixture
def mine(db):
    circle = factories.make_circle("Oude erven", state="forming", is_public=True)
    circle.run_by = circle.coordinators.get().user
    factories.make_members(circle, 4)
    return circle


@pytest.fixture
def theirs(db):
    """A circle of somebody else, with everything that has a number."""
    circle = factories.make_circle("Stille kring", coordinator=factories.make_user("Olga Anders", is_coordinator=True))
    circle.run_by = circle.coordinators.get().user
    circle.asked = asks(circle, "Roos Mulder")
    circle.waits = put_on_list(by=circle.run_by, interest=asks(circle, "Dirk Jansma"))
    circle.after = put_on_list(by=circle.run_by, interest=asks(circle, "Bram Arends"))
    circle.noted = note(by=circle.run_by, interest=circle.asked, text=f"{CANARY} notitie")
    circle.invited = invite(by=circle.run_by, circle=circle, guests=[Guest("een@x.nl")])[0]
    circle.read_in = PeopleList.objects.create(circle=circle, by=circle.run_by, table='{"rows": []}')
    return circle


def addresses(circle, theirs):
    """Every address of composing, below ``circle``, with the numbers of ``theirs``."""
    asked, waits, after = theirs.asked.pk, theirs.waits.pk, theirs.after.pk
    return [
        reverse(f"circles:{name}", args=[circle.pk, *numbers])
        for name, numbers in [
            ("pencil_in", [asked]),
            ("rub_out", [asked]),
            ("notes", [asked]),
            ("forget_note", [asked, theirs.noted.pk]),
            ("put_on_list", [asked]),
            ("offer_seat", [asked]),
            ("turn_down", [asked]),
            ("compare_two", [asked, theirs.waits.interest_id]),
            ("take_off_list", [waits]),
            ("move_up", [after, waits]),
            ("people_list", [theirs.read_in.pk]),
            ("list_match", [theirs.read_in.pk]),
            ("list_forget", [theirs.read_in.pk]),
        ]
    ]


@pytest.mark.parametrize("below", ["my own circle", "their circle"])
def test_numbers_of_another_circle_open_nothing(mine, theirs, client, below):
    client.force_login(mine.run_by)
    for address in addresses(mine if below == "my own circle" else theirs, theirs):
        for answer in (client.get(address), client.post(address, {"text": "x", "seat": "1", "version": "1"})):
            assert answer.status_code in {404, 405}, address
            assert CANARY not in answer.content.decode()
    assert (theirs.interests.filter(state="waiting").count(), theirs.waiting_places.count()) == (3, 2)
    assert (theirs.asked.notes.count(), PeopleList.objects.count(), PlannedSeat.objects.count()) == (1, 1, 0)


def test_numbers_of_another_circle_in_a_form_are_no_choice(mine, theirs, client):
    """People who work under each other, two to compare, whom a second circle asks, chairs that the page showed."""
    client.force_login(mine.run_by)
    own = asks(mine, "Mila Boer")
    there = theirs.asked
    line = client.post(
        reverse("circles:line", args=[mine.pk]), {"one": own.user_id, "other": there.user_id, "relation": "under"}
    )
    assert (line.status_code, mine.same_lines.count()) == (422, 0)
    compared = client.get(reverse("circles:compare", args=[mine.pk]), {"a": own.pk, "b": there.pk})
    assert compared.status_code == 404
    second = client.post(reverse("circles:second_circle", args=[mine.pk]), {"who": [theirs.waits.interest_id]})
    assert second.status_code == 409
    assert theirs.moves_from.count() == 0
    seen = client.post(reverse("circles:pencil_in", args=[mine.pk, own.pk]), {"seat": "9", "seen": f"9:{there.pk}"})
    assert seen.status_code == 409
    assert client.post(reverse("circles:invite_pencilled", args=[mine.pk]), {"days": "5", "seen": f"5:{there.pk}"})
    assert not Invitation.objects.filter(email=there.user.email).exists()


@pytest.mark.parametrize("state", ["withdrawn", "invited", "declined"])
def test_an_old_tab_of_a_coordinator_does_nothing_to_an_answered_wish(mine, client, state):
    one = asks(mine, "Roos Mulder")
    match state:
        case "withdrawn":
            withdraw_interest(by=one.user, interest=one)
        case "invited":
            offer_seat(by=mine.run_by, interest=one)
        case "declined":
            turn_down(by=mine.run_by, interest=one)
    sent = mine.invitations.count()
    client.force_login(mine.run_by)
    for name, data in (("offer_seat", {}), ("pencil_in", {"seat": "9"}), ("put_on_list", {}), ("turn_down", {})):
        answer = client.post(reverse(f"circles:{name}", args=[mine.pk, one.pk]), data)
        assert answer.status_code in {409, 422}, name
    one.refresh_from_db()
    assert (one.state, one.answered_at is not None, mine.invitations.count()) == (state, True, sent)
    assert (PlannedSeat.objects.count(), WaitingPlace.objects.count()) == (0, 0)


def test_an_old_tab_of_an_applicant_changes_nothing_after_the_answer(mine, client):
    one = asks(mine, "Roos Mulder")
    verbs.reopen(by=one.user, interest=one)
    offer_seat(by=mine.run_by, interest=one)
    client.force_login(one.user)
    here = [mine.pk]
    told = {"motivation": "Toch anders", "version": "2"}
    for name, args, status in [
        ("interest_step", [*here, "motivatie"], 409),
        ("interest_save", [*here, "motivatie"], 409),
        ("interest_review", here, 409),
        ("interest_change", here, 404),
        ("withdraw_interest", here, 404),
    ]:
        assert client.post(reverse(f"circles:{name}", args=args), told).status_code == status, name
    one.refresh_from_db()
    assert (one.state, one.motivation) == ("invited", f"{CANARY} Roos Mulder")


def test_one_applicant_reads_nothing_of_another(mine, client):
    one, other = asks(mine, "Roos Mulder"), asks(mine, "Dirk Jansma")
    put_on_list(by=mine.run_by, interest=one)
    client.force_login(other.user)
    for name, args in [
        ("interest", [mine.pk]),
        ("my_interests", []),
        ("theme", [mine.pk, "oude-erven"]),
        ("withdraw_interest", [mine.pk]),
        ("notes", [mine.pk, one.pk]),
        ("turn_down", [mine.pk, one.pk]),
        ("compare_two", [mine.pk, one.pk, other.pk]),
        ("forming", [mine.pk]),
        ("list_out", [mine.pk]),
    ]:
        body = client.get(reverse(f"circles:{name}", args=args)).content.decode()
        assert "Roos" not in body, name
    for token in ("1", f"{waiting.token_of(WaitingPlace.objects.get())[:-1]}x"):
        assert client.get(reverse("circles:waiting_place", args=[token])).status_code == 404


def test_of_two_coordinators_one_answers(mine, client):
    second = factories.make_user("Tweede Hand", is_coordinator=True)
    Coordinator.objects.create(circle=mine, user=second)
    one = asks(mine, "Roos Mulder")
    turn_down(by=mine.run_by, interest=one)
    with pytest.raises(Refused):
        offer_seat(by=second, interest=Interest.objects.get(pk=one.pk))
    with pytest.raises(Refused):
        pencil_in(by=second, interest=Interest.objects.get(pk=one.pk), seat=9, seen={})
    assert mine.invitations.count() == 0


def test_who_no_longer_coordinates_does_nothing_with_an_open_page(mine):
    one = asks(mine, "Roos Mulder")
    Coordinator.objects.create(circle=mine, user=factories.make_user("Opvolger", is_coordinator=True))
    Coordinator.objects.filter(circle=mine, user=mine.run_by).update(until=timezone.now())
    for act in (offer_seat, turn_down, put_on_list):
        with pytest.raises(Http404):
            act(by=mine.run_by, interest=one)


def test_an_offer_is_taken_until_its_last_second_and_not_after_it(mine):
    put_on_list(by=mine.run_by, interest=asks(mine, "Roos Mulder"))
    mine.waiting_list.size, mine.waiting_list.automatic = 5, True
    mine.waiting_list.save(update_fields=["size", "automatic"])
    assert offer_free_seats() == 1
    offered = mine.invitations.get()
    roos = Interest.objects.get(user__email=offered.email).user
    agreement = mine.agreements.first()
    Invitation.objects.filter(pk=offered.pk).update(expires_at=timezone.now())
    for late in (
        lambda: accept(by=roos, invitation=offered, agreement=agreement, name="Roos"),
        lambda: decline(by=roos, invitation=offered),
    ):
        with pytest.raises(Refused):
            late()
    Invitation.objects.filter(pk=offered.pk).update(expires_at=timezone.now() + datetime.timedelta(seconds=30))
    assert accept(by=roos, invitation=offered, agreement=agreement, name="Roos").seat == 5


def test_a_circle_by_invitation_takes_no_wish_however_it_is_asked(theirs, client):
    stranger = factories.make_user("Chris Buiten")
    client.force_login(stranger)
    told = {"motivation": "Ik wil", "version": "0", "note": "ik ook"}
    for name, args in [
        ("interest", []),
        ("interest_step", ["motivatie"]),
        ("interest_save", ["motivatie"]),
        ("interest_review", []),
        ("interest_change", []),
        ("interest_discard", []),
        ("withdraw_interest", []),
        ("support", []),
        ("no_longer_support", []),
        ("change_proposal", []),
        ("withdraw_proposal", []),
        ("adopt", []),
        ("call_card", []),
    ]:
        address = reverse(f"circles:{name}", args=[theirs.pk, *args])
        assert {client.get(address).status_code, client.post(address, told).status_code} <= {404, 405}, name
    with pytest.raises(Http404):
        express_interest(by=stranger, circle=theirs, name="", area="", organisation="", motivation="Ik wil")


def test_of_many_applicants_the_first_are_listed_and_all_when_one_asks(mine, client, monkeypatch):
    monkeypatch.setattr(planning, "MOST_SHOWN", 2)
    for name in ("Roos Mulder", "Dirk Jansma", "Mila Boer"):
        asks(mine, name)
    client.force_login(mine.run_by)
    page = reverse("circles:forming", args=[mine.pk])
    first, everybody = client.get(page).content.decode(), client.get(f"{page}?iedereen").content.decode()
    assert [body.count("data-applicant=") for body in (first, everybody)] == [2, 3]
    assert 'href="?iedereen#applicants"' in first
    assert "Mila Boer</option>" in first, "everybody can be compared"
    assert 'href="?iedereen' not in everybody
