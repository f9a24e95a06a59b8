"""Log in in a real browser: with a mailed code, and with a passkey on a virtual device, under the strict policy."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache

from praktijkkring.models import User
from tests import factories

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(site, settings):
    """A passkey belongs to a name, not to a number."""
    settings.PUBLIC_URL = site.replace("127.0.0.1", "localhost")
    return settings.PUBLIC_URL


@pytest.fixture(autouse=True)
def _no_limits_yet(site):
    cache.clear()


@pytest.fixture
def ellen(site):
    ellen = factories.make_user("Ellen van Rijn")
    EmailAddress.objects.filter(user=ellen).update(verified=True)
    return ellen


def with_device(page, **more):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | more})
    return session


def test_a_mailed_code_opens_the_door_on_a_phone(person, ellen):
    page = person(phone=True)
    page.goto("/account/login/")
    page.get_by_label("Je mailadres").fill(ellen.email)
    page.get_by_role("button", name="Mail mij een code").click()
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()
    page.get_by_label("Code uit je mail").fill(code)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/kringen/")


def test_a_passkey_is_made_and_opens_the_door(person, ellen):
    page = person(ellen)
    with_device(page)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Naam").fill("Mijn telefoon")
    page.get_by_role("button", name="Voeg een passkey toe").click()
    page.wait_for_url("**/recovery-codes/")
    assert Authenticator.objects.filter(user=ellen, type="webauthn").count() == 1
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url("**/kringen/")
    page.goto("/account/2fa/webauthn/")
    assert page.get_by_text("Mijn telefoon").first.is_visible()
    assert User.objects.get(pk=ellen.pk).last_login


def test_a_passkey_that_is_refused_is_said_in_words(person, ellen):
    page = person(ellen)
    with_device(page, isUserVerified=False)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Voeg een passkey toe").click()
    page.get_by_text("Je apparaat heeft geen passkey gemaakt.").wait_for()
    assert not Authenticator.objects.filter(user=ellen).exists()
