"""Beat's sign of life."""

from celery import shared_task

from . import pulse


@shared_task(name="praktijkkring.health.heartbeat", expires=30)
def heartbeat():
    pulse.beat_once("beat")


SCHEDULE = {"heartbeat": {"task": "praktijkkring.health.heartbeat", "schedule": 15.0, "options": {"expires": 30}}}
