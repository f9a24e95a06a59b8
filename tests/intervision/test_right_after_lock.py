"""The right to follow is what stands there when the lock of the run is had, not when it was asked for."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone

from circles.models import Membership
from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Kind, Put
from intervision.models import Contribution, Run

CARD = "3b241101-e2bb-4255-8caf-4136c566a962"


def wait_for_who_waits():
    """Until another connection stands still for a lock."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # in a transaction it would stay as it was
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("nobody waits for the lock")


def put(**more):
    return Put(item=CARD, kind=Kind.QUESTION, step=1, length=4, **more)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", [0, 3])  # then it is sent as text, or PostgreSQL keeps it
def test_who_loses_their_seat_while_a_press_waits_for_the_lock_changes_nothing(live, before):
    live.fenna.move("next")
    door = run_for(live.pieter.user, live.run.pk)
    ready, locked = Event(), Event()

    def press():
        try:
            for _ in range(before):
                act(by=door, command=put(draft=True), texts={CARD: "Wat?"})
            ready.set()
            locked.wait(10)
            act(by=door, command=put(), texts={CARD: "Wat?"})
        except Http404:
            return "out"
        finally:
            connection.close()
        return "laid"

    with ThreadPoolExecutor(1) as threads:
        pressed = threads.submit(press)
        assert ready.wait(10)
        with transaction.atomic():
            Run.objects.select_for_update().get(pk=live.run.pk)
            locked.set()
            wait_for_who_waits()
            Membership.objects.filter(pk=live.cast.member.pk).update(left_at=timezone.now())
        assert pressed.result(10) == "out"
    assert not Contribution.objects.filter(run=live.run, state="sealed").exists()
