"""The queue only wakes somebody up: without it nothing is lost and nobody waits."""

import time
from functools import partial

import pytest
from django.db import transaction

from praktijkkring.celery import app
from praktijkkring.outbox import post as post_module
from praktijkkring.outbox.models import Message
from praktijkkring.outbox.post import post
from praktijkkring.outbox.tasks import deliver_message, sweep
from tests import factories
from tests.plugins.speed import busy


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_delays_the_mail_and_nothing_else(post_office, monkeypatch):
    nowhere = app.connection_for_write("redis://127.0.0.1:1/0")
    monkeypatch.setattr(deliver_message, "apply_async", partial(deliver_message.apply_async, connection=nowhere))
    ellen = factories.make_user("Ellen van Rijn")
    started = time.monotonic()
    for number in range(3):
        with transaction.atomic():
            post(kind="tests.note", key=f"note:{number}", to=ellen)
    assert time.monotonic() - started < 2 * busy()  # waiting for the broker would be six seconds for each
    assert set(Message.objects.values_list("state", flat=True)) == {"queued"}
    sweep()
    assert len(post_office.mails) == 3


@pytest.mark.django_db(transaction=True)
def test_a_mail_wakes_the_worker_only_after_the_commit(post_office, monkeypatch):
    woken = []
    monkeypatch.setattr(post_module, "wake", woken.append)
    ellen = factories.make_user("Ellen van Rijn")
    with transaction.atomic():
        message = post(kind="tests.note", key="note:1", to=ellen)
        assert woken == []
    assert woken == [message.pk]
