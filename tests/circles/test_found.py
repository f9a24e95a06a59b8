"""A coordinator founds a circle and starts it."""

import pytest
from django.http import Http404

from circles.domain.found import describe, found
from circles.domain.start import start
from circles.models import Circle
from praktijkkring.audit.queries import trail
from praktijkkring.errors import Refused
from tests import factories


@pytest.fixture
def tineke(db):
    return factories.make_user("Tineke Bos", is_coordinator=True)


def test_a_coordinator_founds_a_circle_with_its_agreement(tineke):
    circle = found(by=tineke, name="Erven", theme="Wat kan hier?", agreement_text="Wij zwijgen.")
    assert circle.state == Circle.State.FORMING
    assert circle.coordinators.get().user == tineke
    assert [(a.version, a.text) for a in circle.agreements.all()] == [(1, "Wij zwijgen.")]
    assert [line.action for line in trail(f"circle:{circle.pk}")] == ["circles.founded"]


def test_somebody_without_that_right_founds_nothing(db):
    with pytest.raises(Refused):
        found(by=factories.make_user(), name="Erven", theme="?", agreement_text="x")
    assert Circle.objects.count() == 0


def test_only_its_coordinator_describes_a_circle(cast):
    with pytest.raises(Http404):
        describe(by=cast.member.user, circle=cast.circle, name="Anders")
    describe(by=cast.coordinator, circle=cast.circle, name="Anders")
    assert Circle.objects.get(pk=cast.circle.pk).name == "Anders"


def test_five_members_cannot_start_and_six_can(tineke):
    circle = factories.make_circle(coordinator=tineke)
    factories.make_members(circle, 5)
    with pytest.raises(Refused, match="5"):
        start(by=tineke, circle=circle)
    factories.make_member(circle, 6)
    assert start(by=tineke, circle=circle).state == Circle.State.RUNNING
    with pytest.raises(Refused):
        start(by=tineke, circle=circle)


def test_only_the_coordinator_starts_a_circle(cast):
    Circle.objects.update(state="forming")
    with pytest.raises(Http404):
        start(by=cast.member.user, circle=cast.circle)
