"""Lists of the platform ask the database as often for one row as for three."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijkkring.audit.record import record
from tests import factories


def count(client, address) -> int:
    client.get(address)  # what is asked once per process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_devices(client, db):
    user = factories.make_user("Ellen van Rijn")
    client.force_login(user)
    address = reverse("usersessions_list")
    one = count(client, address)
    for n in range(2):
        UserSession.objects.create(user=user, ip="192.0.2.1", session_key=f"device-{n}", user_agent="x")
    assert (one, count(client, address)) == (6, 6)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.model_name)
def test_the_lists_of_the_administration(client, db, model):
    keeper = factories.make_user("Super Beheer", is_staff=True, is_superuser=True)
    client.force_login(keeper)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    _more(0)
    few = count(client, address)
    for n in (1, 2):
        _more(n)
    assert count(client, address) == few


def _more(n):
    """Another circle with a member, a season with its meetings, and a line in the trail that names somebody."""
    who = factories.make_user(f"Coördinator {n}", is_coordinator=True)
    circle = factories.make_circle(f"Kring {n}", coordinator=who, state="running")
    member = factories.make_member(circle, n + 1)
    factories.make_season(circle)
    record("circles.removed", by=who, scope=f"circle:{circle.pk}", who={"person": member.user_id}, seat=n + 1)
