"""The worker says by itself that it lives; that beat lives shows when a task of its schedule arrives."""

import contextlib
import logging
import threading

from celery.signals import worker_ready, worker_shutting_down
from django.db import DatabaseError, connection
from django.utils import timezone

from .models import Heartbeat

EVERY = 10  # seconds
log = logging.getLogger(__name__)
_stopping = threading.Event()


def beat_once(name: str) -> None:
    now = timezone.now()
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=now)], update_conflicts=True, update_fields=["at"], unique_fields=["name"]
    )


def keep_beating() -> None:
    while not _stopping.is_set():
        try:
            beat_once("worker")
        except DatabaseError as error:
            log.warning("no heartbeat: %s", type(error).__name__)
        finally:
            with contextlib.suppress(DatabaseError):
                connection.close()
        _stopping.wait(EVERY)


@worker_ready.connect
def start(**kwargs):
    _stopping.clear()
    threading.Thread(target=keep_beating, name="heartbeat", daemon=True).start()


@worker_shutting_down.connect
def stop(**kwargs):
    _stopping.set()
