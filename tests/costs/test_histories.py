"""Whatever happens in whatever order: the shares add up to the cent, and nothing that stood is overwritten."""

import datetime
import random

import pytest
import time_machine
from django.utils import timezone

from circles.models import Membership
from costs.domain.divide import fix
from costs.domain.pay import mark_paid, unmark_paid
from costs.following import proposal
from costs.models import Correction, Payment, Share
from tests import factories
from tests.costs.history import LINES, apply, budget_of, come, go, held, owed, running, succeed
from tests.costs.test_plan import make_plan

TOTAL = 999_983


@pytest.mark.parametrize("key", ["member", "area"])
@pytest.mark.parametrize("seed", range(3))
def test_a_random_history_adds_up_after_every_step(cast, key, seed):
    chance = random.Random(f"{key}{seed}")
    Membership.objects.filter(pk=cast.member.pk).update(area=cast.case_bringer.area)
    running(cast, past=0, key=key, lines=[LINES[0] | {"amount_cents": TOTAL}])
    first = dict(Share.objects.values_list("pk", "cents"))
    for step in range(12):
        held(cast, min(5, step // 2))
        chance.choice([_leave, _leave, _join, _join, _succeed, _pay, _pay, _take_back, _apply, _apply])(
            cast, chance, step
        )
        shares = list(Share.objects.filter(budget__season=cast.season))
        assert sum(share.owed_cents for share in shares) == TOTAL
        assert min(share.owed_cents for share in shares) >= 0
        assert {pk: cents for pk, cents in Share.objects.values_list("pk", "cents") if pk in first} == first
        counting = Payment.objects.filter(taken_back_at=None).values_list("cents", flat=True)
        assert sum(share.paid_cents for share in shares) == sum(counting)
    _apply(cast, chance, 99)
    assert proposal(budget_of(cast)) is None
    for revision in budget_of(cast).revisions.all():
        new = sum(revision.new_shares.values_list("cents", flat=True))
        assert new + sum(Correction.objects.filter(revision=revision).values_list("cents", flat=True)) == 0


def _seated(cast):
    rows = cast.circle.memberships.filter(left_at=None).select_related("user", "area", "circle")
    return list(rows.order_by("pk"))


def _leave(cast, chance, step):
    if len(seated := _seated(cast)) > 1:
        go(chance.choice(seated))


def _join(cast, chance, step):
    if len(_seated(cast)) < 10:
        come(cast, f"Nieuw {step}", area=chance.choice(factories.AREAS))


def _succeed(cast, chance, step):
    succeed(cast, chance.choice(_seated(cast)), f"Opvolger {step}")()


def _pay(cast, chance, step):
    open_ones = [s for s in Share.objects.select_related("budget__season").order_by("pk") if s.open_cents]
    if open_ones:
        mark_paid(share=chance.choice(open_ones), by=cast.coordinator)


def _take_back(cast, chance, step):
    paid = Payment.objects.filter(taken_back_at=None).order_by("pk").first()
    if paid:
        unmark_paid(share=Share.objects.select_related("budget__season").get(pk=paid.share_id), by=cast.coordinator)


def _apply(cast, chance, step):
    if proposal(budget_of(cast)):
        apply(cast)


@pytest.mark.parametrize("pressing", ["each time", "at the end"])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2)])
def test_the_same_people_at_the_same_meetings_make_the_same_shares(cast, pressing, order):
    """It does not matter who was first between two meetings, nor how often the new shares were applied."""
    make_plan(cast, lines=LINES, sponsor_cents=0)
    fix(season=cast.season, by=cast.coordinator)
    between = [
        (10, lambda: go(cast.member)),  # after one of five meetings
        (10, lambda: come(cast)),
        (70, lambda: go(cast.members[2])),  # after three
    ]
    start = timezone.now()
    for hour, number in enumerate(order):
        day, act = between[number]
        with time_machine.travel(start + datetime.timedelta(days=day, hours=hour)):
            act()
            if pressing == "each time":
                apply(cast)
    if pressing == "at the end":
        apply(cast)
    found = owed(cast)
    assert [found.pop(name) for name in ("Pieter Smit", "Lotte Brands", "Marieke Hoekstra")] == [7_000, 30_000, 21_000]
    assert list(found.values()) == [37_000] * 6
