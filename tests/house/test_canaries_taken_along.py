"""What somebody takes along holds their own words, and nobody else's."""

import json

import pytest

from circles.models import Interest, Letter
from praktijkkring.accounts import export
from tests.house.canaries import found, leaks
from tests.house.world import ROLES

pytestmark = pytest.mark.django_db

OWN = {"member": "KANARIE-member-", "case_bringer": "KANARIE-circle-", "other_member": "KANARIE-other_member-"}


def taken_along(walker, role) -> str:
    return json.dumps(export.gather(walker.world.people[role]), default=str, ensure_ascii=False)


def own_wishes(walker, role) -> set[str]:
    """What they wrote to a coordinator to join, and the letter they got: theirs, though the coordinator reads it too."""
    wishes = Interest.objects.filter(user=walker.world.people[role])
    letters = Letter.objects.filter(interest__in=wishes)
    return found(" ".join([*(row.motivation for row in wishes), *(row.text for row in letters)]))


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_nobody_takes_along_what_they_may_not_read(walker, role):
    assert leaks(taken_along(walker, role), role) - own_wishes(walker, role) == set()


@pytest.mark.parametrize(("role", "sign"), OWN.items())
def test_who_wrote_takes_it_along(walker, role, sign):
    assert any(one.startswith(sign) for one in found(taken_along(walker, role)))


@pytest.mark.parametrize("role", ["coordinator", "network_admin", "superuser", "facilitator"])
def test_who_wrote_nothing_at_the_table_takes_nothing_of_it_along(walker, role):
    assert not any("-circle-" in one for one in found(taken_along(walker, role)))
