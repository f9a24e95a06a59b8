"""The trail: only ever added to, readable, and without anything somebody wrote."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from praktijkkring.audit import actions
from praktijkkring.audit.models import AuditEntry
from praktijkkring.audit.queries import trail
from praktijkkring.audit.record import record, shortened
from tests import factories

actions.register(
    {
        "tests.invited": _("%(by)s invited %(email)s."),
        "tests.removed": _("%(by)s took %(person)s out of the circle on %(day)s."),
        "tests.reminded": _("%(by)s sent a reminder."),
    }
)


def lines(scope="circle:1"):
    return [line.sentence for line in trail(scope)]


def test_a_line_reads_as_a_sentence_with_people_and_dates(cast):
    record("tests.removed", by=cast.coordinator, scope="circle:1", person=cast.outsider, day=datetime.date(2027, 3, 5))
    with translation.override("nl"):
        assert lines() == ["Tineke Bos took Chris Buiten out of the circle on 5 maart 2027."]
    with translation.override("en"):
        assert lines() == ["Tineke Bos took Chris Buiten out of the circle on 5 March 2027."]


def test_newest_comes_first_and_other_scopes_stay_out(cast):
    record("tests.reminded", by=None, scope="circle:1")
    record("tests.reminded", by=cast.coordinator, scope="circle:1")
    record("tests.reminded", by=cast.outsider, scope="circle:11")
    assert lines() == ["Tineke Bos sent a reminder.", "Praktijkkring sent a reminder."]


def test_names_and_facts_are_escaped(db):
    evil = factories.make_user("<b>Evil</b>", email="evil@voorbeeld.nl")
    record("tests.removed", by=evil, scope="circle:1", person=evil, day="<script>")
    assert lines() == ["&lt;b&gt;Evil&lt;/b&gt; took &lt;b&gt;Evil&lt;/b&gt; out of the circle on &lt;script&gt;."]


def test_an_address_is_kept_short(cast):
    record("tests.invited", by=cast.coordinator, scope="circle:1", email="ellen.van.rijn@bruinveld.nl")
    assert AuditEntry.objects.get().facts == {"email": "el…@bruinveld.nl"}
    assert shortened("a @ b") == "a @ b"


def test_a_missing_fact_never_breaks_the_page(cast):
    record("tests.invited", by=cast.coordinator, scope="circle:1")
    assert lines() == ["Tineke Bos invited –."]


def test_who_is_erased_is_gone_from_the_trail(cast):
    record("tests.removed", by=cast.outsider, scope="circle:1", person=cast.outsider, day="vandaag")
    cast.outsider.delete()
    with translation.override("en"):
        assert lines() == ["Somebody who left took Somebody who left out of the circle on vandaag."]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(action="tests.reminded"),
        lambda rows: rows.update(facts={}),
        lambda rows: rows.update(by=None, facts={"x": 1}),
        lambda rows: rows.delete(),
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(cast, change):
    record("tests.invited", by=cast.coordinator, scope="circle:1", email="x")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(AuditEntry.objects.all())
    assert lines() == ["Tineke Bos invited x."]


def test_an_action_without_a_sentence_is_a_mistake_of_ours(cast):
    with pytest.raises(LookupError):
        record("tests.nobody_knows", by=cast.coordinator, scope="circle:1")


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_a_mistake_of_ours():
    with pytest.raises(transaction.TransactionManagementError):
        record("tests.reminded", by=None, scope="circle:1")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_trail_takes_two_queries_however_long(cast, rows, django_assert_num_queries):
    for _number in range(rows):
        record("tests.removed", by=cast.coordinator, scope="circle:1", person=cast.outsider, day="x")
    with django_assert_num_queries(2):
        assert len(lines()) == rows


def test_the_trail_uses_its_index(cast):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + str(AuditEntry.objects.filter(scope="a").query).replace("= a", "= 'a'"))
        assert "audit_trail" in str(cursor.fetchall())


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("nl", "3 november 2026", "3 november 2026, 19.30"),
        ("en", "3 November 2026", "3 November 2026, 19:30"),
    ],
)
def test_a_day_reads_as_elsewhere_in_the_product(language, day, moment):
    with translation.override(language):
        assert actions.readable({"date": "2026-11-03"}, {}) == day
        assert actions.readable({"moment": "2026-11-03T18:30:00+00:00"}, {}) == moment
