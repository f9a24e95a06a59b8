"""A chair came free: who waits for it need not wait for the clock as well."""

from functools import partial

from celery import current_app
from django.db import transaction

from circles import departures
from circles.models import Membership, WaitingList
from praktijkkring.outbox.bell import ring

TASK = "circles.tasks.offer_seats_of"


def seat_freed(circle_id: int) -> None:
    """After the commit a worker looks at once; when none is there the task that runs every two minutes does."""
    waiting = WaitingList.objects.filter(circle=circle_id, automatic=True, circle__waiting_places__isnull=False)
    if waiting.exists():
        act = partial(current_app.send_task, TASK, [circle_id], retry=False)
        transaction.on_commit(partial(ring, act), robust=True)


def _somebody_left(membership: Membership) -> None:
    seat_freed(membership.circle_id)


departures.within(_somebody_left)
