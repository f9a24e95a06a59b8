"""In which registers somebody stands who leads: seen by the circle, never by others, and never of who does not lead."""

import pytest
from django.urls import reverse

from circles.models import Registration, RoleHolder
from tests import factories


@pytest.fixture
def registered(cast):
    cast.guide = factories.make_user("Gerda Leidt")
    RoleHolder.objects.create(circle=cast.circle, user=cast.guide, role="lead")
    for user, number in ((cast.guide, "LVSC-1"), (cast.facilitator.user, "LVSC-2"), (cast.member.user, "LVSC-3")):
        Registration.objects.create(user=user, register="Register van begeleiders", number=number)
    return cast


def seen(client, cast, user):
    client.force_login(user)
    text = client.get(reverse("circles:roles", args=[cast.circle.pk])).content.decode()
    return {number for number in ("LVSC-1", "LVSC-2", "LVSC-3") if number in text}


def test_members_and_coordinators_see_the_numbers_of_who_leads_and_of_nobody_else(registered, client):
    for user in (registered.case_bringer.user, registered.coordinator):
        assert seen(client, registered, user) == {"LVSC-1", "LVSC-2"}


def test_an_administrator_who_sees_the_roles_sees_no_numbers(registered, client):
    assert seen(client, registered, registered.superuser) == set()


def test_the_profile_says_who_sees_them(registered, client):
    client.force_login(registered.guide)
    assert (
        "Je registernummers ziet niemand behalve jij. Alleen als je"
        in client.get(reverse("circles:profile")).content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_leader_as_for_three(cast, client, count, django_assert_num_queries):
    for number in range(count):
        user = factories.make_user(f"Leider {number}", email=f"leider{number}@voorbeeld.nl")
        RoleHolder.objects.create(circle=cast.circle, user=user, role="lead")
        Registration.objects.create(user=user, register="R", number=f"N-{number}")
    client.force_login(cast.member.user)
    address = reverse("circles:roles", args=[cast.circle.pk])
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
