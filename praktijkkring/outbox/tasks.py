"""What the worker does with mail. Both tasks may run twice, late, or at once."""

from celery import shared_task

from . import deliver, forget


@shared_task(name="outbox.deliver_message")
def deliver_message(message_id: int) -> None:
    """Send one mail, if it is due and nobody else has it in hand."""
    deliver.deliver(message_id)


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Find what was forgotten: claims that are stuck, and mail that is due."""
    deliver.settle_stuck()
    deliver.deliver_due()


@shared_task(name="outbox.forget_old")
def forget_old() -> None:
    """What we know of mails that went long ago is forgotten."""
    forget.forget_old()


SCHEDULE = {
    "outbox-forget-old": {"task": "outbox.forget_old", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 30.0, "options": {"expires": 25}},
}
