"""Lists of the platform ask the database a known number of times, whether there is one row or there are three."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circles.models import Register, RegisterLimit
from praktijkkring.audit.record import record
from praktijkkring.outbox.post import post
from praktijkkring.vault.keys import key_for
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
    assert (one, count(client, address)) == (5, 5)


ADMINISTRATION = {
    "praktijkkring.User": 3,
    "praktijkkring.AuditEntry": 3,
    "praktijkkring.Message": 4,
    "praktijkkring.VaultKey": 3,
    "circles.Area": 3,
    "circles.Organisation": 3,
    "circles.Circle": 3,
    "circles.Membership": 3,
    "circles.Register": 3,
    "circles.RegisterLimit": 4,
    "sessions_app.Season": 3,
    "sessions_app.Meeting": 3,
}


def test_every_list_of_the_administration_is_counted():
    assert set(ADMINISTRATION) == {model._meta.label for model in admin.site._registry}


@pytest.mark.parametrize("label", ADMINISTRATION)
def test_the_lists_of_the_administration(client, db, label):
    model = apps.get_model(label)
    client.force_login(factories.make_user("Super Beheer", is_staff=True, is_superuser=True))
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    _more(0)
    one, before = count(client, address), model._default_manager.count()
    for n in (1, 2):
        _more(n)
    assert model._default_manager.count() >= before + 2
    assert (one, count(client, address)) == (ADMINISTRATION[label],) * 2


def _more(n):
    """Another circle with a key, a member, a season with its meetings, a mail, a limit of a register, and a line in the
    trail that names somebody."""
    who = factories.make_user(f"Tineke Bos {n}", is_coordinator=True)
    circle = factories.make_circle(f"Kring {n}", coordinator=who, state="running")
    member = factories.make_member(circle, n + 1)
    factories.make_season(circle)
    record("circles.removed", by=who, scope=f"circle:{circle.pk}", who={"person": member.user_id}, seat=n + 1)
    key_for(f"circle:{circle.pk}")
    post(kind="circles.closed", key=f"test:{n}", to=who)
    register = Register.objects.create(name=f"Register {n}")
    RegisterLimit.objects.create(register=register, most=8, valid_from=datetime.date(2026, 1, 1))
