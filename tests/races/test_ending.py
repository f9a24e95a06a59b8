"""The clock and people at the same moment: everybody is told once, and content is erased once or not at all."""

import datetime

import pytest
from django.utils import timezone

from circles.domain.ending import close, reopen
from circles.domain.erase_content import erase_all, tell_all
from circles.models import Circle, Ending
from praktijkkring.errors import Refused
from praktijkkring.models import Message, VaultKey
from tests import factories
from tests.races.test_seats import together

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


@pytest.fixture
def closed():
    circle = factories.make_circle(state="resting", started_at=timezone.now())
    factories.make_question(factories.make_members(circle, 6)[0])
    return close(by=circle.coordinators.get().user, circle=circle, keep_days=90)


def set_back(ending, **fields):
    Ending.objects.filter(pk=ending.pk).update(**fields)


def test_eight_workers_tell_everybody_once(closed):
    set_back(closed, erase_on=timezone.localdate() + datetime.timedelta(days=30))
    assert sum(together(*[tell_all] * MANY)) == 1
    assert Message.objects.filter(kind="circles.erase_soon").count() == 7


def test_eight_workers_erase_once(closed):
    week = timezone.now() - datetime.timedelta(days=8)
    set_back(closed, erase_on=timezone.localdate(), last_told_at=week)
    assert sum(together(*[erase_all] * MANY)) == 1
    assert Message.objects.filter(kind="circles.erased").count() == 7


@pytest.mark.parametrize("_round", range(4))
def test_who_opens_it_again_at_that_moment_gets_everything_or_nothing(closed, _round):
    week = timezone.now() - datetime.timedelta(days=8)
    set_back(closed, erase_on=timezone.localdate(), last_told_at=week)
    circle = closed.circle
    tineke = circle.coordinators.get().user
    outcomes = together(erase_all, lambda: reopen(by=tineke, circle=Circle.objects.get(pk=circle.pk)))
    circle.refresh_from_db()
    erased = VaultKey.objects.get(scope=f"circle:{circle.pk}").destroyed_at is not None
    assert erased == bool(circle.erased_at) == isinstance(outcomes[1], Refused) == (circle.state == "closed")
