"""Pages that come with Django and allauth: nobody gets an error or content, strangers get no page about somebody."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.house.canaries import leaks
from tests.house.matrix import LOGIN, Row
from tests.house.walk import FOREIGN, url_names
from tests.house.world import ROLES

pytestmark = pytest.mark.django_db

NAMES = sorted({name for name in url_names() if FOREIGN.match(name) and not name.startswith("admin:")})
DUMMIES = ([], ["x"], [987_654_321], ["x", "y"])
# What somebody without an account needs: coming in, and getting back in.
FOR_STRANGERS = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_password_reset_code",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_signup_by_passkey",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
    "mfa_trust",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "account_change_phone",
    "account_verify_phone",
}


def address(name: str) -> str:
    for args in DUMMIES:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} cannot be reversed")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_gets_an_error_or_content(walker, name):
    path = address(name)
    for role in ROLES:
        for method in ("GET", "POST"):
            answer = walker.visit(Row(name, public=True), role, method, path)
            assert answer.status == LOGIN or answer.status < 500, (role, method, answer.status, answer.error)
            assert leaks(answer.everything, role) == set(), (role, method)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in FOR_STRANGERS])
def test_a_stranger_is_sent_to_the_log_in(walker, name):
    for role in ("anonymous", "deactivated"):
        answer = walker.visit(Row(name, public=True), role, "GET", address(name))
        assert answer.status in {LOGIN, 302, 404, 405}, (role, answer.status)
