"""Our engine: what is asked again PostgreSQL keeps, and a line on which nothing lies is good."""

import re
import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from praktijkkring.models import User
from praktijkkring.prepared import Prepared
from tests import factories

pytestmark = pytest.mark.django_db

KEPT = "EXECUTE kept_select_"


def kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'kept_%'")
        return cursor.fetchone()[0]


def sent(asked, **values) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        asked.first(**values)
    return [re.match("SELECT|EXECUTE kept_select_", query["sql"])[0] for query in queries]


@pytest.fixture
def question():
    """One that was never asked before over this connection."""
    mark = f"10%s {uuid.uuid4()}"
    found = Prepared(lambda user: User.objects.filter(pk=user, name__contains=mark), user=int)
    found.mark = mark
    return found


def test_a_question_is_kept(question):
    before = kept()
    assert [sent(question, user=1) for _ in range(2)] == [[KEPT], [KEPT]]
    assert kept() == before + 1


def test_what_is_kept_is_worked_out_once_whatever_the_statistics_say(question):
    for user in range(12):
        question.first(user=user)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(custom_plans) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{question.mark}%"]
        )
        assert cursor.fetchone()[0] == 0


def test_what_never_changes_stays_in_it_as_it_is(question):
    right, other = factories.make_user(f"Van {question.mark} tot 20"), factories.make_user("Van 10 tot 20")
    found = [question.first(user=one.pk) for _ in range(3) for one in (right, other)]
    assert found == [right, None] * 3


def test_a_pooler_gets_text(question, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    assert [sent(question, user=1) for _ in range(4)] == [["SELECT"]] * 4


def test_what_was_kept_in_a_change_that_was_taken_back_is_kept_all_the_same(question):
    sent(question, user=1), sent(question, user=1)
    with transaction.atomic():
        assert sent(question, user=1) == [KEPT]
        transaction.set_rollback(True)
    assert sent(question, user=1) == [KEPT]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_ended_is_noticed_before_it_is_used(question):
    for _ in range(3):
        question.first(user=1)
    assert connection.is_usable()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        cursor.execute("SELECT pg_sleep(0.1)")
    other.close()
    assert not connection.is_usable()
    connection.close_if_unusable_or_obsolete()
    connection.close()
    assert [sent(question, user=1) for _ in range(3)] == [[KEPT]] * 3


@pytest.mark.django_db(transaction=True)
def test_the_first_question_over_a_new_connection_does_not_ask_for_what_the_old_one_kept(question):
    someone = factories.make_user(f"Van {question.mark}")
    for _ in range(3):
        assert question.first(user=someone.pk) == someone
    connection.close()  # as Django does with one that is too old, or was cut
    assert question.first(user=someone.pk) == someone
