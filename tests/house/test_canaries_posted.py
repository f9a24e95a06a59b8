"""What people write is posted to every form that takes it; then every table and every log line is searched for it."""

import logging
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from intervision.views import acts
from praktijkkring.vault.fields import EncryptedTextField
from tests.house.canaries import UNLOCKED, leaks
from tests.house.matrix import rows
from tests.house.walk import undone

pytestmark = pytest.mark.django_db

SIGN = "KANARIE-posted-{:03d}"
WRITTEN = sorted(
    {
        field.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    }
)
# The text of an agreement is no content: everybody who is invited reads it before they sit down.
READ_BY_ALL = {"circles:renew_agreement"}
ANSWERED = {200, 302, 409, 422}
TOO_LONG = "x" * 70_000


def post_everywhere(walker) -> int:
    """At each address as somebody who may: right input, and input that is too long. Returns how many were carried out."""
    done = 0
    for row in rows():
        if not row.post or row.name in READ_BY_ALL:
            continue
        role = next((one for one, status in row.post.items() if walker.world.people[one] and status in ANSWERED), None)
        for wrong in ("", TOO_LONG) if role else ():
            with undone():
                done += _post(walker, row, role, wrong)
                found = searched()
            assert found == set(), (row.name, role)
    return done


def _post(walker, row, role, wrong) -> int:
    signs = {name: SIGN.format(number) + wrong for number, name in enumerate(WRITTEN)}
    address = reverse(row.name, args=row.args(walker.world))
    walker.client.cookies.clear()
    walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys[role]
    answer = walker.client.post(address, {**row.data(walker.world), **signs}, headers={"X-Room": "1"})
    return answer.status_code in {200, 204, 302}


def searched() -> set[str]:
    """The signs in any column of any table, also as bytes."""
    with unlogged(), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        one = """SELECT '{0}: ' || left(t::text, 80) FROM "{0}" t WHERE t::text ~ %s"""
        cursor.execute(" UNION ALL ".join(one.format(table) for table in tables), [SIGNS] * len(tables))
        return {row[0] for row in cursor.fetchall()}


SIGNS = f"KANARIE-posted|{b'KANARIE-posted'.hex()}"


@contextmanager
def unlogged():
    """The search itself holds what is searched for."""
    before, connection.force_debug_cursor = connection.force_debug_cursor, False
    yield
    connection.force_debug_cursor = before


def test_what_is_posted_is_stored_nowhere_readable_and_logged_nowhere(walker, caplog):
    caplog.set_level(logging.DEBUG, "django.db.backends")
    caplog.set_level(logging.DEBUG)
    connection.force_debug_cursor = True
    try:
        assert post_everywhere(walker) > 20
    finally:
        connection.force_debug_cursor = False
    # An agreement that is published is written down unlocked, and so stands in the log of queries of this test.
    assert {sign for sign in leaks(caplog.text, None) if not UNLOCKED.match(sign)} == set()


def test_a_page_that_breaks_logs_no_content(walker, caplog, monkeypatch):
    def breaks(**given):
        text = next(iter(given["texts"].values()))
        raise ZeroDivisionError(f"{text!r:.0} at {len(text)}")

    monkeypatch.setattr(acts, "press", breaks)
    row = next(row for row in rows() if row.name == "intervision:entry")
    client = Client(raise_request_exception=False)
    client.force_login(walker.world.member.user)
    data = row.data(walker.world) | {"text": SIGN.format(1)}
    with undone():
        answer = client.post(reverse(row.name, args=row.args(walker.world)), data)
    assert answer.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert leaks(caplog.text.encode() + answer.content, None) == set()


class TestAHitIsSeen:
    def test_in_a_table_that_is_not_encrypted(self, walker):
        with undone():
            walker.world.circle.description = "voor " + SIGN.format(1)
            walker.world.circle.save(update_fields=["description"])
            assert len(searched()) == 1

    def test_as_bytes(self, walker):
        with undone():
            walker.world.invitation.token_hash = SIGN.format(1).encode()
            walker.world.invitation.save(update_fields=["token_hash"])
            assert len(searched()) == 1

    def test_in_a_log_line(self, walker, caplog, monkeypatch):
        true = acts.press

        def talks(**given):
            logging.getLogger("room").warning("wrote %s", list((given.get("texts") or {}).values()))
            return true(**given)

        monkeypatch.setattr(acts, "press", talks)
        row = next(row for row in rows() if row.name == "intervision:entry")
        with undone():
            _post(walker, row, "member", "")
        assert leaks(caplog.text, None) != set()
