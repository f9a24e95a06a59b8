"""Content is unreadable everywhere but in its own place."""

import pytest
from django.core import serializers
from django.db import connection

from praktijkkring.vault import keys
from praktijkkring.vault.fields import Sealed
from praktijkkring.vault.keys import VaultLocked
from sessions_app.models import Question
from tests import factories

CANARY = "KANARIE-vraag-1"


@pytest.fixture
def question(cast):
    return factories.make_question(cast.member, text=CANARY)


def test_text_comes_back_as_it_was_typed(question):
    assert Question.objects.get(pk=question.pk).text == CANARY


def test_the_table_holds_no_readable_text(question):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM sessions_app_question WHERE id = %s", [question.pk])
        stored = bytes(cursor.fetchone()[0])
    assert CANARY.encode() not in stored


def test_repr_and_dump_show_no_content(question):
    again = Question.objects.get(pk=question.pk)
    assert CANARY not in repr(again.text)
    assert CANARY not in serializers.serialize("json", [again])


def test_content_does_not_open_in_another_row(question, cast):
    other = factories.make_question(cast.case_bringer, text="iets anders")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sessions_app_question SET text = (SELECT text FROM sessions_app_question WHERE id = %s) WHERE id = %s",
            [question.pk, other.pk],
        )
    with pytest.raises(VaultLocked):
        _ = Question.objects.get(pk=other.pk).text


def test_a_wrong_root_key_raises(question, settings):
    settings.VAULT_KEYS = "test:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
    keys.forget()
    with pytest.raises(VaultLocked):
        _ = Question.objects.get(pk=question.pk).text
    keys.forget()


def test_content_cannot_be_searched_or_updated_in_bulk(question):
    with pytest.raises(TypeError):
        Question.objects.filter(text=CANARY).exists()
    with pytest.raises(TypeError):
        Question.objects.update(text="x")


def test_values_hand_out_nothing_readable(question):
    value = Question.objects.values_list("text", flat=True).get(pk=question.pk)
    assert isinstance(value, Sealed)
    assert CANARY not in repr(value)
