"""The pages of allauth in our look, on the narrowest phone: axe finds nothing, nothing sticks out."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from tests import factories
from tests.browser.test_every_page import NARROW, troubles_in_both

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BEFORE = ("account_login", "account_signup", "account_request_login_code", "account_reset_password", "account_inactive")
INSIDE = (
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
)


def walk(page, names):
    troubles = []
    for name in names:
        assert page.goto(reverse(name)).status == 200
        troubles += troubles_in_both(page, name)
    return troubles


def test_the_pages_before_the_log_in_are_sound(person):
    cache.clear()
    page = person(color_scheme="light", **NARROW)
    assert walk(page, BEFORE) == []
    page.goto(reverse("account_login"))
    page.get_by_label("Je mailadres").fill(
        "een.heel.lang.adres.van.iemand.met.een.naam@gemeente-zuiderwaard.voorbeeld.nl"
    )
    page.get_by_role("button", name="Mail mij een code").click()
    page.get_by_label("Code uit je mail").fill("000000")
    assert troubles_in_both(page, "code") == []
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_text("Deze code klopt niet.").wait_for()
    assert troubles_in_both(page, "wrong code") == []


def test_the_pages_of_ones_own_account_are_sound(person, site):
    ellen = factories.make_user("Ellen van Rijn")
    EmailAddress.objects.filter(user=ellen).update(verified=True)
    page = person(ellen, color_scheme="light", **NARROW)
    assert walk(page, INSIDE) == []
    Authenticator.objects.create(user=ellen, type="webauthn", data={"name": "Mijn telefoon", "credential": {}})
    assert walk(page, ("mfa_list_webauthn",)) == []
