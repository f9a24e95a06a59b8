"""The administration: one log-in, nothing that somebody wrote, mostly to look at."""

import pytest
from django.contrib import admin
from django.urls import reverse

from praktijkkring.vault.fields import EncryptedTextField
from tests import factories


def test_there_is_one_log_in(client, cast):
    answer = client.get("/beheer/")
    assert answer["Location"] == "/beheer/login/?next=/beheer/"
    assert client.get(answer["Location"])["Location"] == "/account/login/?next=/beheer/"


def test_who_is_no_administrator_finds_nothing(client, cast):
    client.force_login(cast.coordinator)
    assert client.get("/beheer/", follow=True).status_code == 404


def test_no_model_with_content_is_in_the_administration(db):
    for model in admin.site._registry:
        assert not [f for f in model._meta.get_fields() if isinstance(f, EncryptedTextField)], model


def test_nobody_becomes_somebody_else_through_the_administration(db):
    shown = {model._meta.app_label for model in admin.site._registry}
    assert shown <= {"praktijkkring", "circles", "sessions_app", "costs"}


@pytest.mark.parametrize("model", ["user", "auditentry", "message", "vaultkey"])
def test_the_lists_open(client, cast, model):
    client.force_login(cast.superuser)
    assert client.get(reverse(f"admin:praktijkkring_{model}_changelist")).status_code == 200


@pytest.mark.parametrize("model", ["user", "auditentry", "message", "vaultkey"])
def test_nothing_is_added_there(client, cast, model):
    client.force_login(cast.superuser)
    assert client.get(reverse(f"admin:praktijkkring_{model}_add")).status_code == 403


def test_an_administrator_decides_who_may_found_circles(client, cast):
    client.force_login(cast.superuser)
    address = reverse("admin:praktijkkring_user_change", args=[cast.outsider.pk])
    fields = {"name": "Chris Buiten", "language": "nl", "time_zone": "Europe/Amsterdam", "is_active": "on"}
    client.post(address, {**fields, "is_coordinator": "on"})
    cast.outsider.refresh_from_db()
    assert cast.outsider.is_coordinator


def test_nobody_makes_an_administrator_of_themselves(client, cast):
    helper = factories.make_user("Hulp Beheer", is_staff=True)
    client.force_login(helper)
    assert client.get(reverse("admin:praktijkkring_user_changelist")).status_code == 403
    helper.refresh_from_db()
    assert not helper.is_superuser
