"""What a press in a room writes goes in one message, and is what Django itself would write."""

import pytest
from django.db import IntegrityError, transaction

from intervision.models import Run, RunLog
from praktijkkring.statements import added, carry_out, changed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    meeting = factories.make_season(factories.make_circle(), meetings=1).meetings.get()
    return Run.objects.create(
        meeting=meeting, method={}, method_key="x", facilitator=factories.make_user("Ellen van Rijn")
    )


def test_only_what_is_named_is_written(run):
    Run.objects.filter(pk=run.pk).update(moved=7)
    run.state, run.ballots, run.version, run.moved = {"step": 3, "of": ["ö", None]}, b"\x00'%s", 9, 1
    carry_out(changed(run, "state", "ballots", "version"))
    stored = Run.objects.get(pk=run.pk)
    assert (stored.state, bytes(stored.ballots), stored.version, stored.moved) == (run.state, run.ballots, 9, 7)


def test_several_in_one_question_to_the_database(run, django_assert_num_queries):
    run.version = 5
    lines = [RunLog(run=run, by=by, action="moved", facts={"to": "%s'"}) for by in (run.facilitator, None)]
    with django_assert_num_queries(1):
        carry_out(changed(run, "version"), *map(added, lines))
    kept = [(line.by_id, line.at, line.action, line.facts) for line in RunLog.objects.filter(run=run)]
    assert kept == [(line.by_id, line.at, "moved", {"to": "%s'"}) for line in lines]
    assert Run.objects.get(pk=run.pk).version == 5


def test_all_of_them_or_none(run):
    run.version = 5
    with pytest.raises(IntegrityError), transaction.atomic():
        carry_out(changed(run, "version"), added(RunLog(run=run, action=None)))
    assert Run.objects.get(pk=run.pk).version == 1
