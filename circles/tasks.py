"""What the clock does for circles."""

from celery import shared_task

from .domain import pursue


@shared_task
def expire_invitations():
    pursue.expire_all()


SCHEDULE = {
    "circles: invitations expire": {"task": "circles.tasks.expire_invitations", "schedule": 600},
}
