"""Once an hour: is every destroyed key on the list outside the database?"""

from celery import shared_task

from .destroy import note


@shared_task(name="vault.note_destroyed")
def note_destroyed() -> None:
    note()


SCHEDULE = {"vault-note-destroyed": {"task": "vault.note_destroyed", "schedule": 3600.0, "options": {"expires": 3000}}}
