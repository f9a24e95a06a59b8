"""Somebody joins, leaves or pays at the very moment that new shares are applied."""

import pytest
from django.db.models import Sum

from circles.domain.depart import leave
from circles.models import Membership
from costs.domain.follow import follow
from costs.domain.pay import mark_paid
from costs.following import proposal
from costs.models import Correction, Payment, Revision, Share
from praktijkkring.errors import Refused
from tests import factories
from tests.costs.history import apply, budget_of, go, owed, running
from tests.races.test_seats import offer, together

pytestmark = pytest.mark.django_db(transaction=True)

TOTAL, ROUNDS = 280_000, 2


@pytest.fixture
def left(cast):
    """Pieter left after two of five meetings; his going is to be applied."""
    running(cast)
    go(cast.member)
    return cast


def pressing(cast, by=None):
    seen = proposal(budget_of(cast)).mark
    return lambda: follow(season=cast.season, by=by or cast.coordinator, seen=seen)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_who_joins_while_it_is_applied_is_in_it_or_still_waits(left, round_number):
    outcomes = together(pressing(left), offer(left.circle, 1))
    assert sum(owed(left).values()) == TOTAL
    waiting = proposal(budget_of(left))
    names = [move.membership.user.name for move in waiting.moves]
    assert names == (["Pieter Smit", "Gast 1"] if isinstance(outcomes[0], Refused) else ["Gast 1"])
    apply(left)
    assert sum(owed(left).values()) == TOTAL
    assert owed(left)["Gast 1"] > 0


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_who_leaves_while_it_is_applied_is_not_lost(left, round_number):
    going = Membership.objects.select_related("circle", "user").get(pk=left.members[2].pk)
    together(pressing(left), lambda: leave(by=going.user, membership=going))
    apply(left)
    assert owed(left)["Marieke Hoekstra"] == owed(left)["Pieter Smit"] == 14_000
    assert sum(owed(left).values()) == TOTAL


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_two_who_press_at_once_apply_it_once(left, round_number):
    other = factories.make_user("Nettie Beheer", is_staff=True)
    outcomes = together(pressing(left), pressing(left, by=other))
    assert {type(outcome) for outcome in outcomes} == {Refused, Revision}
    assert Revision.objects.count() == 1
    assert Correction.objects.aggregate(all=Sum("cents"))["all"] == 0


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_payment_noted_while_it_is_applied_is_of_an_amount_that_was_seen(left, round_number):
    share = Share.objects.select_related("budget__season").get(membership=left.case_bringer)
    together(pressing(left), lambda: mark_paid(share=share, by=left.coordinator, seen=35_000))
    assert set(Payment.objects.values_list("cents", flat=True)) <= {35_000}
    now = Share.objects.get(pk=share.pk)
    assert now.open_cents == 38_000 - (35_000 if Payment.objects.exists() else 0)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_the_same_payment_twice_at_once_is_one(left, round_number):
    apply(left)
    share = Share.objects.select_related("budget__season").get(membership=left.case_bringer)
    outcomes = together(*[lambda: mark_paid(share=share, by=left.coordinator, seen=38_000)] * 2)
    assert [type(outcome) for outcome in outcomes].count(Refused) == 1
    assert Share.objects.get(pk=share.pk).open_cents == 0
