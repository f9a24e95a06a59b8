"""What the clock wakes. Safe to run twice, and in many workers at once."""

from celery import shared_task
from celery.schedules import crontab

from .domain.remind import invite_newcomers, remind
from .domain.remind_poll import remind_of_polls

SCHEDULE = {
    "meetings: reminders that are due": {
        "task": "sessions_app.tasks.send_reminders",
        "schedule": crontab(minute="*/5"),
    },
    "meetings: dates for who joined": {"task": "sessions_app.tasks.tell_newcomers", "schedule": crontab(minute="*/10")},
}


@shared_task
def send_reminders():
    remind()
    remind_of_polls()


@shared_task
def tell_newcomers():
    invite_newcomers()
