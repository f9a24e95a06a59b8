"""Ten is ten, whoever comes at the same moment."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from circles.domain.answer import accept
from circles.domain.depart import leave
from circles.domain.invite import Guest, invite
from circles.domain.seats import CircleIsFull
from circles.models import Invitation, Membership
from circles.tokens import hash_of, token_for
from praktijkkring.errors import Refused
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run all acts at the same moment, each on a connection of its own; what each gave or raised."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait(timeout=10)
            outcomes[number] = act()
        except Refused as refused:
            outcomes[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def offer(circle, number):
    """An open invitation made past the count of free seats, so that the seats alone must hold."""
    user = factories.make_user(f"Gast {number}", email=f"gast{number}@voorbeeld.nl")
    invitation = Invitation.objects.create(
        circle=circle,
        email=user.email,
        token_hash=bytes([number]) * 32,
        invited_by=circle.coordinators.get().user,
        expires_at=timezone.now() + timezone.timedelta(days=1),
    )
    agreement = circle.agreements.first()
    return lambda: accept(by=user, invitation=invitation, agreement=agreement, name=user.name)


def seats(circle):
    return sorted(circle.memberships.filter(left_at__isnull=True).values_list("seat", flat=True))


def test_sixteen_accept_at_once_and_ten_sit():
    circle = factories.make_circle()
    outcomes = together(*(offer(circle, number) for number in range(1, 17)))
    assert seats(circle) == list(range(1, 11))
    assert sum(isinstance(outcome, Membership) for outcome in outcomes) == 10
    assert sum(isinstance(outcome, CircleIsFull) for outcome in outcomes) == 6
    assert Invitation.objects.filter(state="open").count() == 6


def test_one_leaves_while_four_accept_in_a_full_circle():
    circle = factories.make_circle()
    members = factories.make_members(circle, 10)
    leaving = members[3]
    together(lambda: leave(by=leaving.user, membership=leaving), *(offer(circle, number) for number in range(1, 5)))
    assert len(seats(circle)) in {9, 10}  # nobody, or one who looked after the seat was free
    assert len(set(seats(circle))) == len(seats(circle))
    assert not Membership.objects.filter(circle=circle, user=leaving.user, left_at__isnull=True).exists()


def test_one_person_presses_accept_twice_and_sits_once():
    circle = factories.make_circle()
    accepting = offer(circle, 1)
    outcomes = together(accepting, accepting)
    assert seats(circle) == [1]
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Membership", "Refused"]


def test_two_windows_invite_at_once_and_no_seat_is_offered_twice():
    circle = factories.make_circle()
    factories.make_members(circle, 7)
    coordinator = circle.coordinators.get().user

    def inviting(letter):
        guests = [Guest(f"{letter}{number}@voorbeeld.nl") for number in range(2)]
        return lambda: invite(by=coordinator, circle=circle, guests=guests)

    outcomes = together(inviting("a"), inviting("b"))
    assert Invitation.objects.count() == 2
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "list"]
    assert all(bytes(i.token_hash) == hash_of(token_for(i)) for i in Invitation.objects.all())
