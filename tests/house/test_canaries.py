"""Every field with content holds a text that occurs nowhere else; then we look for it where it may not be."""

import base64
import logging
from http import HTTPStatus

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection

from praktijkkring.celery import app, whole_schedule
from praktijkkring.models import Message
from praktijkkring.vault.fields import EncryptedTextField
from tests.house import administration
from tests.house.canaries import SIGN, found, leaks
from tests.house.matrix import Row, rows
from tests.house.walk import undone

pytestmark = pytest.mark.django_db

FIELDS = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, EncryptedTextField)
]


@pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=lambda part: getattr(part, "__name__", getattr(part, "name", ""))
)
def test_every_field_with_content_has_a_canary(walker, model, field):
    assert any(SIGN.search(getattr(row, field.name) or "") for row in model._default_manager.all())


def test_every_canary_is_only_once_in_the_world(walker):
    signs = [
        SIGN.search(text)[0]
        for model, field in FIELDS
        for row in model._default_manager.all()
        if (text := getattr(row, field.name)) and SIGN.search(text)
    ]
    # A harvest repeats the question of its meeting; nothing else may.
    assert len(signs) - len(set(signs)) <= 2


@pytest.mark.parametrize("role", ["superuser", "network_admin"])
def test_no_page_of_the_administration_shows_content(walker, role):
    for _name, path in administration.pages():
        answer = walker.visit(Row("admin", public=True), role, "GET", path)
        assert answer.status in {200, 302, 403, 404, "login"}, (path, answer.status, answer.error)
        assert leaks(answer.everything, role) == set(), path


def test_no_log_line_holds_content(walker, caplog):
    """Nor does a query; each page as one of those who get to see it, by turns."""
    caplog.set_level(logging.DEBUG, "django.db.backends")
    caplog.set_level(logging.DEBUG)
    connection.force_debug_cursor = True
    try:
        for number, row in enumerate(rows()):
            if roles := [role for role, status in (row.get or {}).items() if status == HTTPStatus.OK]:
                list(walker.visits(row, ["GET"], [roles[number % len(roles)]]))
    finally:
        connection.force_debug_cursor = False
    assert sum(record.name == "django.db.backends" for record in caplog.records) > 1000
    assert leaks(caplog.text, None) == set()


def test_no_mail_and_no_message_holds_content(walker):
    """Everything that beat can cause, on the day before, is caused."""
    app.loader.import_default_modules()
    with undone():
        for entry in whole_schedule().values():
            app.tasks[entry["task"]].apply(throw=True)
        for message in Message.objects.all():
            assert leaks(repr(message.refs) + message.key, None) == set(), message.key
        for letter in mail.outbox:
            assert leaks(letter.message().as_bytes(), None) == set(), letter.subject


class TestAHitIsSeen:
    SIGN = "KANARIE-circle-001"

    @pytest.mark.parametrize(
        "data",
        [
            SIGN.encode(),
            SIGN.encode("utf-16"),
            base64.b64encode(b"x" + SIGN.encode() + b"yy"),
            base64.urlsafe_b64encode(b"xy" + SIGN.encode() * 2),
        ],
    )
    def test_in_any_wrapping(self, data):
        assert found(b"before " + data + b" after") == {self.SIGN}

    def test_by_who_may_not_read_it(self):
        assert leaks(self.SIGN, "coordinator") == {self.SIGN}
        assert leaks(self.SIGN, "member") == set()
        assert leaks("KANARIE-member-002", "case_bringer") == {"KANARIE-member-002"}
