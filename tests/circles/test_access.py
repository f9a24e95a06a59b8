"""The door of a circle."""

import pytest
from django.http import Http404

from circles import access
from circles.access import circle_for
from circles.extra_roles import ExtraRoles
from circles.models import Agreement
from circles.rights import Role
from praktijkkring.accounts.second_factor import is_needed_by
from praktijkkring.models import User
from praktijkkring.prepared import Prepared
from tests import factories


def roles(user, circle):
    return circle_for(user, circle.pk).roles


def test_a_member_gets_in_with_seat_and_signature(cast, django_assert_num_queries):
    with django_assert_num_queries(1):  # the seat with its circle, and what else they are there
        standing = circle_for(cast.member.user, cast.circle.pk)
    assert (standing.membership, standing.has_signed, standing.is_coordinator) == (cast.member, True, False)
    assert Role.MEMBER in standing.roles


def test_the_coordinator_gets_in_but_reads_no_content(cast):
    standing = circle_for(cast.coordinator, cast.circle.pk)
    assert standing.is_coordinator
    assert standing.membership is None
    assert not standing.may("circle.content")
    assert standing.may("circle.invite")


def test_a_member_reads_no_content_until_the_newest_agreement_is_signed(cast):
    assert circle_for(cast.member.user, cast.circle.pk).may("circle.content")
    Agreement.objects.create(circle=cast.circle, version=2, text="Nieuw.")
    standing = circle_for(cast.member.user, cast.circle.pk)
    assert not standing.has_signed
    assert not standing.may("circle.content")
    assert standing.may("circle.see")


@pytest.mark.parametrize("who", ["outsider", "other_member"])
def test_a_stranger_finds_nothing(cast, who):
    person = getattr(cast, who)
    with pytest.raises(Http404):
        circle_for(getattr(person, "user", person), cast.circle.pk)


def test_no_such_circle_is_the_same_answer(cast):
    with pytest.raises(Http404):
        circle_for(cast.member.user, 10**9)


def test_who_left_or_was_deactivated_finds_nothing(cast):
    cast.member.left_at = cast.member.joined_at
    cast.member.save(update_fields=["left_at"])
    with pytest.raises(Http404):
        circle_for(cast.member.user, cast.circle.pk)
    cast.case_bringer.user.is_active = False
    with pytest.raises(Http404):
        circle_for(cast.case_bringer.user, cast.circle.pk)


def test_a_superuser_is_a_network_admin_and_reads_no_content(cast):
    standing = circle_for(cast.superuser, cast.circle.pk)
    assert Role.NETWORK_ADMIN in standing.roles
    assert not standing.may("circle.content")
    assert not standing.may("circle.edit")


def test_a_facilitator_from_outside_is_let_in_by_the_registry(cast, monkeypatch):
    registry = ExtraRoles()
    registry.register(
        Role.FACILITATOR,
        lambda user, circle, today: User.objects.filter(pk=cast.outsider.pk, joined_at__date__lte=today).filter(
            pk=user
        ),
        circle_ids=lambda user: [cast.circle.pk] if user == cast.outsider else [],
        people=lambda circle: [cast.outsider, cast.outsider],
    )
    monkeypatch.setattr(access, "extra_roles", registry)
    monkeypatch.setattr(access, "THE_SEAT", Prepared(access._the_seat, **access.THE_SEAT._kinds))
    monkeypatch.setattr(access, "THE_CIRCLE", Prepared(access._the_circle, **access.THE_CIRCLE._kinds))
    standing = circle_for(cast.outsider, cast.circle.pk)
    assert standing.may("circle.content")
    assert registry.people(cast.circle) == [cast.outsider]
    with pytest.raises(Http404):
        circle_for(factories.make_user("Nog Iemand"), cast.circle.pk)


def test_who_takes_over_a_circle_needs_a_second_factor_as_a_founder_does(cast):
    assert not is_needed_by(cast.member.user)
    cast.circle.coordinators.update(user=cast.member.user)
    assert is_needed_by(cast.member.user)
