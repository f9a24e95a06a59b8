"""A seat that comes free is offered once, however often and by whoever it is offered at the same moment."""

import datetime
import time

import pytest
from django.utils import timezone

from circles.domain import offer
from circles.domain.answer import accept, decline
from circles.domain.invite import Guest, invite
from circles.domain.offer import move_on, offer_free_seats, offer_next
from circles.domain.pencil import pencil_in
from circles.models import Interest, Invitation, PlannedSeat, WaitingList, WaitingPlace
from circles.tasks import expire_invitations
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from tests import factories
from tests.races.test_seats import together

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 16


def circle_with_waiting(members=6, waiting=8, size=10):
    circle = factories.make_circle()
    factories.make_members(circle, members)
    WaitingList.objects.create(circle=circle, size=size)
    coordinator = circle.coordinators.get().user
    for number in range(1, waiting + 1):
        WaitingPlace.objects.create(circle=circle, number=number, email=f"wacht{number}@voorbeeld.nl", by=coordinator)
    return circle


def given_out(circle):
    seated = circle.memberships.filter(left_at__isnull=True).count()
    return seated + circle.invitations.filter(state="open").count()


def test_sixteen_tasks_at_once_offer_each_free_seat_once():
    circle = circle_with_waiting()
    outcomes = together(*[lambda: move_on(circle_id=circle.pk)] * MANY)
    assert sum(len(made) for made in outcomes) == 4
    assert given_out(circle) == 10
    assert sorted(circle.invitations.values_list("email", flat=True)) == [
        f"wacht{n}@voorbeeld.nl" for n in (1, 2, 3, 4)
    ]
    assert Message.objects.filter(kind="circles.invitation").count() == 4


def test_offers_that_lapse_move_on_once_to_the_next():
    circle = circle_with_waiting(members=9)
    assert offer_free_seats() == 1
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    together(*[expire_invitations, offer_free_seats] * (MANY // 2))
    offer_free_seats()
    states = list(circle.invitations.order_by("pk").values_list("email", "state"))
    assert states == [("wacht1@voorbeeld.nl", "expired"), ("wacht2@voorbeeld.nl", "open")]
    assert Message.objects.filter(kind="circles.offer_lapsed").count() == 1


def test_coordinator_tasks_and_answers_together_never_give_out_more_than_ten():
    circle = circle_with_waiting(members=6, waiting=10)
    coordinator = circle.coordinators.get().user
    first = invite(by=coordinator, circle=circle, guests=[Guest("een@voorbeeld.nl"), Guest("twee@voorbeeld.nl")])
    users = [factories.make_user(f"Gast {n}", email=one.email) for n, one in enumerate(first)]
    agreement = circle.agreements.first()

    def accepting(number):
        return lambda: accept(by=users[number], invitation=first[number], agreement=agreement, name=users[number].name)

    def inviting(number):
        return lambda: invite(by=coordinator, circle=circle, guests=[Guest(f"los{number}@voorbeeld.nl")])

    together(
        accepting(0),
        lambda: decline(by=None, invitation=first[1]),
        *[lambda: offer_next(by=coordinator, circle=circle)] * 4,
        *[inviting(n) for n in range(4)],
        *[offer_free_seats] * 6,
    )
    assert given_out(circle) <= 10
    offer_free_seats()
    assert given_out(circle) == 10


def test_who_says_yes_while_seats_are_counted_is_counted_once():
    """A count in two steps misses whoever goes from invited to seated in between."""
    circle = circle_with_waiting(members=4, waiting=10)
    coordinator = circle.coordinators.get().user
    guests = [Guest(f"gast{n}@voorbeeld.nl") for n in range(6)]
    open_now = invite(by=coordinator, circle=circle, guests=guests)
    agreement = circle.agreements.first()
    users = [factories.make_user(f"Gast {n}", email=one.email) for n, one in enumerate(open_now)]

    def accepting(number):
        return lambda: accept(by=users[number], invitation=open_now[number], agreement=agreement, name="X Y")

    made = together(*[accepting(n) for n in range(6)], *[offer_free_seats] * 10)
    assert [one for one in made if isinstance(one, int) and one] == []
    assert given_out(circle) == 10


def in_pencil(circle):
    return dict(PlannedSeat.objects.filter(circle=circle).values_list("interest__user__name", "seat"))


def applicants(circle, number):
    told = {"motivation": "Graag", "committed_at": timezone.now()}
    return [Interest.objects.create(circle=circle, user=factories.make_user(f"Wil {n}"), **told) for n in range(number)]


def test_two_windows_put_two_people_on_one_chair_and_nobody_is_lost():
    circle = factories.make_circle()
    coordinator = circle.coordinators.get().user
    one, other = applicants(circle, 2)
    outcomes = together(
        *[lambda who=who: pencil_in(by=coordinator, interest=who, seat=3, seen={}) for who in (one, other)]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "str"]
    assert list(in_pencil(circle).values()) == [3]


def test_sixteen_people_put_on_ten_chairs_at_once():
    circle = factories.make_circle()
    coordinator = circle.coordinators.get().user
    outcomes = together(
        *[
            lambda who=who: pencil_in(by=coordinator, interest=who, seat=None, seen={})
            for who in applicants(circle, MANY)
        ]
    )
    assert sorted(in_pencil(circle).values()) == list(range(1, 11))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 6


def test_a_count_in_two_steps_is_caught_by_these_tests(monkeypatch):
    """The planted fault: count who sits, look away, count who is invited."""
    circle = circle_with_waiting(members=4, waiting=10)
    guests = [Guest(f"gast{n}@voorbeeld.nl") for n in range(6)]
    open_now = invite(by=circle.coordinators.get().user, circle=circle, guests=guests)
    users = [factories.make_user(f"Gast {n}", email=one.email) for n, one in enumerate(open_now)]

    def in_two_steps(circle):
        seated = circle.memberships.filter(left_at__isnull=True).count()
        time.sleep(2)
        return seated + circle.invitations.filter(state="open").count()

    monkeypatch.setattr(offer, "given_out", in_two_steps)
    agreement = circle.agreements.first()
    together(
        offer_free_seats,
        *[lambda n=n: accept(by=users[n], invitation=open_now[n], agreement=agreement, name="X Y") for n in range(6)],
    )
    assert given_out(circle) > 10
