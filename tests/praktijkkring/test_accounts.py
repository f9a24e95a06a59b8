"""Log in with a mailed code, make an account, change it, take the data along, be forgotten."""

import io
import json
import re
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from praktijkkring.accounts import erase as erase_module
from praktijkkring.accounts.devices import in_words
from praktijkkring.accounts.names import tidy
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from praktijkkring.models import User
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_limits_yet():
    cache.clear()


@pytest.fixture
def ellen():
    return factories.make_user("Ellen van Rijn")


def ask_code(client, address, **headers):
    return client.post(reverse("account_login"), {"login": address}, **headers)


def mailed_code():
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()


def log_in(client, user):
    ask_code(client, user.email)
    return client.post(reverse("account_confirm_login_code"), {"code": mailed_code()})


def test_a_mailed_code_logs_in(client, ellen):
    assert ask_code(client, ellen.email)["Location"] == reverse("account_confirm_login_code")
    page = client.get(reverse("account_confirm_login_code"))
    assert "Vul je code in" in page.text or "Fill in your code" in page.text
    assert ellen.email in page.text
    assert client.post(reverse("account_confirm_login_code"), {"code": mailed_code()}).status_code == 302
    assert client.get(reverse("accounts:account")).context["user"] == ellen


def test_the_mail_with_the_code_is_in_our_look_and_only_in_the_mail(client, ellen, caplog):
    ask_code(client, ellen.email)
    (sent,) = mail.outbox
    code = mailed_code()
    assert sent.to == [ellen.email]
    assert code in sent.subject
    assert "style=" in sent.alternatives[0].content
    assert code not in caplog.text
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_wrong_code_is_refused_and_three_end_the_try(client, ellen):
    ask_code(client, ellen.email)
    wrong = {"code": "000000" if mailed_code() != "000000" else "111111"}
    answer = client.post(reverse("account_confirm_login_code"), wrong)
    assert answer.status_code == 422
    assert client.post(reverse("account_confirm_login_code"), wrong).status_code == 422
    assert client.post(reverse("account_confirm_login_code"), wrong)["Location"] == reverse(
        "account_request_login_code"
    )
    assert client.post(reverse("account_confirm_login_code"), {"code": mailed_code()}).status_code == 302
    assert not client.get(reverse("home")).context["user"].is_authenticated


def test_a_code_works_once_and_not_on_another_device(client, ellen):
    ask_code(client, ellen.email)
    elsewhere = Client()
    ask_code(elsewhere, "niemand@voorbeeld.nl")
    code = re.search(r"^\d{6}$", mail.outbox[0].body, re.MULTILINE).group()
    assert elsewhere.post(reverse("account_confirm_login_code"), {"code": code}).status_code == 422


def test_known_and_unknown_addresses_get_the_same_answer(ellen):
    def answer(address):
        client = Client()
        first = ask_code(client, address)
        page = client.get(first["Location"]).text.replace(address, "ADDRESS")
        page = re.sub(r'(csrfmiddlewaretoken" value|csrf-token" content)="\w+"', "", page)
        return first.status_code, first["Location"], page

    assert answer(ellen.email) == answer("onbekend@voorbeeld.nl")
    assert len(mail.outbox) == 2


def test_making_an_account_tells_nobody_whether_there_is_one(ellen):
    def answer(address):
        client = Client()
        first = client.post(reverse("account_signup"), {"email": address, "name": "Nora Nieuw"})
        page = client.get(first["Location"]).text.replace(address, "ADDRESS")
        page = re.sub(r'(csrfmiddlewaretoken" value|csrf-token" content)="\w+"', "", page)
        return first.status_code, first["Location"], page

    assert answer(ellen.email) == answer("nora@voorbeeld.nl")
    assert User.objects.get(email="nora@voorbeeld.nl").name == "Nora Nieuw"


def test_an_account_begins_with_a_name_and_a_code(client):
    client.post(reverse("account_signup"), {"email": "Nora@Voorbeeld.nl", "name": "  Nora \u202e Nieuw "})
    assert client.post(reverse("account_email_verification_sent"), {"code": mailed_code()}).status_code == 302
    nora = User.objects.get(email="nora@voorbeeld.nl")
    assert nora.name == "Nora Nieuw"
    assert not nora.has_usable_password()
    assert EmailAddress.objects.get(user=nora).verified
    assert client.get(reverse("accounts:account")).status_code == 200


@pytest.mark.parametrize("name", ["", " ", "\u202e", "http://boef.nl", "boef@boef.nl", "x" * 121, "a\x00b"])
def test_a_name_is_a_name(client, name):
    answer = client.post(reverse("account_signup"), {"email": "nora@voorbeeld.nl", "name": name})
    assert answer.status_code == 422
    assert not User.objects.filter(email="nora@voorbeeld.nl").exists()


def test_a_password_is_possible_and_optional(client, ellen):
    ellen.set_password("boerenkool met worst")
    ellen.save()
    log_in(client, ellen)
    client.post(reverse("account_logout"))
    wrong = client.post(reverse("account_login"), {"login": ellen.email, "password": "hutspot"})
    assert wrong.status_code == 422
    client.post(reverse("account_login"), {"login": ellen.email, "password": "boerenkool met worst"})
    assert client.get(reverse("accounts:account")).status_code == 200


def test_a_first_log_in_speaks_of_no_change(client, ellen):
    log_in(client, ellen)
    page = client.get(reverse("accounts:account")).text
    assert "from now on" not in page
    assert "voortaan" not in page


def test_who_is_shut_out_gets_no_further(client, ellen):
    User.objects.filter(pk=ellen.pk).update(is_active=False)
    ask_code(client, ellen.email)
    assert not re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)


def test_codes_cannot_be_asked_for_ever(ellen):
    answers = [ask_code(Client(), ellen.email) for _try in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[-1]["Retry-After"] == "300"
    page = answers[-1].text
    assert ellen.email in page  # what was typed stays
    assert "A moment, please" in page or "Een ogenblik" in page
    assert "This is not right yet" not in page
    assert "Dit klopt nog niet" not in page


def test_a_password_cannot_be_guessed_for_ever(ellen):
    wrong = {"login": ellen.email, "password": "hutspot"}
    answers = [Client().post(reverse("account_login"), wrong).status_code for _try in range(6)]
    assert answers == [422, 422, 422, 422, 422, 429]


def test_tries_from_one_place_are_limited(ellen):
    answers = {ask_code(Client(), f"x{number}@voorbeeld.nl").status_code for number in range(40)}
    assert 429 in answers


def test_one_changes_name_language_and_zone(client, ellen):
    client.force_login(ellen)
    client.post(reverse("accounts:account"), {"name": "Ellen Rijn", "language": "en", "time_zone": "Europe/London"})
    ellen.refresh_from_db()
    assert (ellen.name, ellen.language, ellen.time_zone) == ("Ellen Rijn", "en", "Europe/London")
    wrong = client.post(reverse("accounts:account"), {"name": "", "language": "xx", "time_zone": "Mars/Base"})
    assert wrong.status_code == 422


def test_the_address_changes_only_with_a_code_from_it(client, ellen):
    log_in(client, ellen)
    client.post(reverse("account_email"), {"email": "ellen@nieuw.nl", "action_add": ""})
    ellen.refresh_from_db()
    assert ellen.email == "ellen.van.rijn@voorbeeld.nl"
    client.post(reverse("account_email_verification_sent"), {"code": mailed_code()})
    ellen.refresh_from_db()
    assert ellen.email == "ellen@nieuw.nl"
    told = {message.to[0] for message in mail.outbox}
    assert told == {"ellen.van.rijn@voorbeeld.nl", "ellen@nieuw.nl"}


def test_devices_are_listed_and_can_be_shut_out(client, ellen):
    log_in(client, ellen)
    other = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) CriOS/156.0 Safari/604.1"})
    cache.clear()
    log_in(other, ellen)
    assert other.get(reverse("accounts:account")).status_code == 200
    client.get(reverse("accounts:account"))
    assert "Chrome, iPhone" in client.get(reverse("usersessions_list")).text
    client.post(reverse("usersessions_list"))
    assert other.get(reverse("accounts:account")).status_code == 302
    assert client.get(reverse("accounts:account")).status_code == 200


def test_one_takes_the_own_data_along_and_nobody_elses(client, ellen):
    factories.make_user("Pieter Smit")
    log_in(client, ellen)
    answer = client.post(reverse("accounts:export"))
    assert answer["Content-Disposition"].startswith('attachment; filename="praktijkkring-')
    assert answer["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        data = json.loads(archive.read("data.json"))
        page = archive.read("data.html").decode()
    assert data["account"]["email"] == ellen.email
    assert {"account", "addresses", "keys", "devices", "mails", "done"} <= set(data)
    assert "pieter" not in json.dumps(data).lower() + page.lower()
    assert AuditEntry.objects.get().action == "accounts.exported"


def test_an_export_changes_something_so_a_link_cannot_start_it(client, ellen):
    client.force_login(ellen)
    assert client.get(reverse("accounts:export")).status_code == 405


def test_who_erases_the_account_is_gone(client, ellen):
    log_in(client, ellen)
    client.post(reverse("accounts:export"))
    client.post(reverse("accounts:erase"), {"email": "ELLEN.van.rijn@voorbeeld.nl"})
    ellen.refresh_from_db()
    assert ellen.email == f"erased-{ellen.pk}@erased.invalid"
    assert ellen.is_active is False
    assert "Ellen" not in ellen.name
    assert not EmailAddress.objects.filter(user=ellen).exists()
    assert not UserSession.objects.filter(user=ellen).exists()
    assert not AuditEntry.objects.filter(by=ellen).exists()
    assert client.get(reverse("accounts:account")).status_code == 302


def test_erasing_asks_for_the_own_address(client, ellen):
    client.force_login(ellen)
    answer = client.post(reverse("accounts:erase"), {"email": "iemand@anders.nl"})
    assert answer.status_code == 422
    ellen.refresh_from_db()
    assert ellen.is_active


def test_an_app_may_say_what_must_be_done_first(client, ellen, monkeypatch):
    def refuse(user):
        raise Refused("Draag eerst je kring over.")

    monkeypatch.setattr(erase_module, "_erasers", [refuse])
    client.force_login(ellen)
    answer = client.post(reverse("accounts:erase"), {"email": ellen.email})
    assert answer.status_code == 422
    assert "Draag eerst je kring over." in answer.text
    ellen.refresh_from_db()
    assert ellen.is_active


@pytest.mark.parametrize(
    "next_page", ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_after_the_log_in_one_stays_on_this_site(client, ellen, next_page):
    ask_code(client, ellen.email)
    answer = client.post(reverse("account_confirm_login_code"), {"code": mailed_code(), "next": next_page})
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_every_page_of_the_account_opens(client, ellen):
    log_in(client, ellen)
    for name in (
        "accounts:account",
        "accounts:data",
        "accounts:erase",
        "account_email",
        "account_set_password",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "usersessions_list",
        "privacy",
    ):
        assert client.get(reverse(name)).status_code == 200, name


def test_every_page_before_the_log_in_opens(client):
    for name in ("account_login", "account_signup", "account_request_login_code", "account_reset_password", "privacy"):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.get(reverse("account_inactive")).status_code == 200


def test_an_app_as_second_factor_lies_locked_in_the_database(client, ellen):
    log_in(client, ellen)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert "added" in mail.outbox[-1].body or "toegevoegd" in mail.outbox[-1].body
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_browser_in_two_words():
    assert in_words("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0") == "Firefox, Linux"
    assert in_words("curl/8") in {"Unknown device", "Onbekend apparaat"}


def test_a_tidy_name_keeps_accents_and_loses_tricks():
    assert tidy("  Ren\u0065\u0301e\u200b  \u202eMeij\u00ebr\t") == "Ren\u00e9e Meij\u00ebr"


def test_who_has_an_app_is_asked_for_its_code_too(client, ellen):
    log_in(client, ellen)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    counters = yield_hotp_counters_from_time()
    code = format_hotp_value(hotp_value(secret, next(iter(counters))))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    recovery = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    other = Client()
    cache.clear()
    assert log_in(other, ellen)["Location"] == reverse("mfa_authenticate")
    assert other.get(reverse("accounts:account")).status_code == 302
    assert other.get(reverse("mfa_authenticate")).status_code == 200
    other.post(reverse("mfa_authenticate"), {"code": recovery[0]})
    assert other.get(reverse("accounts:account")).status_code == 200


def test_a_forgotten_password_is_chosen_anew_with_a_code(client, ellen):
    client.post(reverse("account_reset_password"), {"email": ellen.email})
    assert client.get(reverse("account_confirm_password_reset_code")).status_code == 200
    client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
    page = client.get(reverse("account_complete_password_reset"))
    assert page.status_code == 200
    assert "Code" not in page.text
    new = {"password1": "boerenkool met worst", "password2": "boerenkool met worst"}
    client.post(reverse("account_complete_password_reset"), new)
    ellen.refresh_from_db()
    assert ellen.check_password("boerenkool met worst")
