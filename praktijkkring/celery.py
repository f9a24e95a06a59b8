"""The Celery app and its whole schedule. Tasks only wake somebody up: what is to be sent is a row first."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")

app = Celery("praktijkkring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    ["praktijkkring", "praktijkkring.outbox", "circles", "sessions_app", "intervision", "costs"]
)

app.conf.beat_schedule = {}
