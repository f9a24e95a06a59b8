"""Where real people work, who coordinates or administers needs more than a mailed code."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from praktijkkring.accounts import second_factor
from tests import factories


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def opens(client, name="accounts:account"):
    return client.get(reverse(name)).status_code == 200


def test_a_coordinator_first_sets_up_a_passkey_or_an_app(client, cast):
    EmailAddress.objects.update(verified=True)
    client.force_login(cast.coordinator)
    answer = client.get(reverse("accounts:data"))
    assert answer["Location"] == reverse("mfa_index")
    assert opens(client, "mfa_index")
    assert opens(client, "mfa_add_webauthn")
    assert opens(client, "privacy")


def test_an_administrator_too(client, cast):
    client.force_login(cast.superuser)
    assert client.get("/beheer/")["Location"] == reverse("mfa_index")


def test_with_a_second_factor_everything_opens(client, cast):
    Authenticator.objects.create(user=cast.coordinator, type="totp", data={"secret": "x"})
    client.force_login(cast.coordinator)
    assert opens(client)


def test_recovery_codes_alone_are_no_second_factor(client, cast):
    Authenticator.objects.create(user=cast.coordinator, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    client.force_login(cast.coordinator)
    assert not opens(client)


def test_members_are_not_bothered(client, cast):
    client.force_login(cast.member.user)
    assert opens(client)


def test_an_app_may_name_more_people(client, db, monkeypatch):
    monkeypatch.setattr(second_factor, "_reasons", [])
    chris = factories.make_user("Chris Buiten")
    second_factor.also_for(lambda user: user.name == "Chris Buiten")
    client.force_login(chris)
    assert not opens(client)


def test_elsewhere_it_is_a_free_choice(client, cast, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(cast.coordinator)
    assert opens(client)
