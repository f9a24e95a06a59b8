"""Whatever is typed into the forms of the accounts gets a clear answer, never an error of ours."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

BAD = [
    "",
    " ",
    "\x00",
    "a\x00@voorbeeld.nl",
    "x" * 100_000,
    "a@" + "b" * 300 + ".nl",
    "😀@😀.nl",
    "\u202egro.dleebroov@a",
    "<script>alert(1)</script>@x.nl",
    "a@b.nl\r\nBcc: c@d.nl",
    "%00",
    "' OR 1=1 --",
    "a@b.nl, c@d.nl",
    "{{ 7*7 }}@x.nl",
]


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


def statuses(client, name, fields):
    """What each bad text gets for an answer, typed into all fields at once."""
    return {client.post(reverse(name), dict.fromkeys(fields, text)).status_code for text in BAD}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", ["login", "password"]),
        ("account_signup", ["email", "name"]),
        ("account_request_login_code", ["email"]),
        ("account_reset_password", ["email"]),
        ("mfa_login_webauthn", ["credential"]),
    ],
)
def test_a_stranger_may_type_anything(client, name, fields):
    assert statuses(client, name, fields) <= {302, 422}


def test_the_code_may_be_anything():
    ellen = factories.make_user("Ellen van Rijn")
    for text in BAD:
        client = Client()
        client.post(reverse("account_login"), {"login": ellen.email})
        assert client.post(reverse("account_confirm_login_code"), {"code": text}).status_code == 422


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("accounts:account", ["name", "language", "time_zone"]),
        ("accounts:erase", ["email"]),
        ("account_email", ["email", "action_add"]),
        ("account_set_password", ["password1", "password2"]),
        ("mfa_activate_totp", ["code"]),
        ("mfa_add_webauthn", ["name", "credential"]),
    ],
)
def test_who_is_logged_in_may_type_anything(client, name, fields):
    ellen = factories.make_user("Ellen van Rijn")
    ellen.emailaddress_set.update(verified=True)
    client.force_login(ellen)
    assert statuses(client, name, fields) <= {302, 422}


@pytest.mark.parametrize("body", [{}, [], "x", {"id": "x", "rawId": "x", "type": "public-key", "response": {}}])
def test_a_made_up_passkey_is_refused(client, body):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(body)})
    assert answer.status_code == 302
    assert not client.get(reverse("home")).context["user"].is_authenticated
