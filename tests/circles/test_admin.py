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
    }
