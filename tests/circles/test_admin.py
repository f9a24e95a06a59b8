"""Who keeps the network sees names, areas and dates of circles, and nothing that somebody wrote."""

import pytest
from django.contrib import admin
from django.urls import reverse

from circles import models
from tests import factories


@pytest.fixture
def keeper(db):
    return factories.make_user("Nettie Beheer", is_staff=True)


@pytest.mark.parametrize("model", ["circle", "membership", "area", "organisation"])
def test_a_network_administrator_looks(cast, keeper, client, model):
    client.force_login(keeper)
    page = client.get(reverse(f"admin:circles_{model}_changelist"))
    assert page.status_code == 200
    row = getattr(models, model.capitalize()).objects.first()
    assert client.get(reverse(f"admin:circles_{model}_change", args=[row.pk])).status_code == 200
    assert client.get(reverse(f"admin:circles_{model}_add")).status_code == 403


def test_a_mistyped_area_is_put_right(cast, keeper, client):
    client.force_login(keeper)
    area = models.Area.objects.first()
    client.post(reverse("admin:circles_area_change", args=[area.pk]), {"name": "Veldhovenerend"})
    area.refresh_from_db()
    assert area.name == "Veldhovenerend"


def test_what_applicants_wrote_and_what_was_promised_is_not_there():
    assert {m for m in admin.site._registry if m.__module__.startswith("circles")} == {
        models.Circle,
        models.Membership,
        models.Area,
        models.Organisation,
        models.Register,
        models.RegisterLimit,
    }


def test_limits_of_registers_are_kept_by_the_network(keeper, client):
    client.force_login(keeper)
    client.post(reverse("admin:circles_register_add"), {"name": "Register van dijkgraven"})
    register = models.Register.objects.get(name="Register van dijkgraven")
    limit = {"register": register.pk, "fewest": "4", "most": "8", "valid_from": "2026-01-01", "source": "artikel 3"}
    add = reverse("admin:circles_registerlimit_add")
    for wrong in ({"fewest": "9"}, {"fewest": "", "most": ""}, {"valid_until": "2025-12-31"}):
        assert client.post(add, limit | wrong).status_code == 200, wrong
    assert client.post(add, limit).status_code == 302
    row = register.limits.get()
    ended = client.post(
        reverse("admin:circles_registerlimit_change", args=[row.pk]), limit | {"valid_until": "2026-12-31"}
    )
    assert ended.status_code == 302
    assert client.get(reverse("admin:circles_registerlimit_delete", args=[row.pk])).status_code == 403
    row.refresh_from_db()
    assert (row.fewest, row.most, str(row.valid_until)) == (4, 8, "2026-12-31")


def test_limits_of_registers_are_for_nobody_else(cast, client):
    client.force_login(cast.coordinator)
    for model in ("register", "registerlimit"):
        assert client.get(reverse(f"admin:circles_{model}_add")).status_code == 302
