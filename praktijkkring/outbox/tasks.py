"""What the worker does with mail. Both tasks may run twice, late, or at once."""

from celery import shared_task

from . import deliver


@shared_task(name="outbox.deliver_message")
def deliver_message(message_id: int) -> None:
    """Send one mail, if it is due and nobody else has it in hand."""
    deliver.deliver(message_id)


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Find what was forgotten: claims that are stuck, and mail that is due."""
    deliver.settle_stuck()
    deliver.deliver_due()


SCHEDULE = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 30.0, "options": {"expires": 25}},
}
