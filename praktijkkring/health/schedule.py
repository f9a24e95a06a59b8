"""Beat's own notes of what ran when, in a file that may be lost."""

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Beat that was killed while it wrote leaves a file that cannot be read. Celery's own then dies at every start, and
    no reminder goes out any more; this one begins a new file. What is due is in the database."""

    def _create_schedule(self):
        try:
            super()._create_schedule()
        except Exception as error:  # noqa: BLE001 - half a file fails in many ways
            self._store = self._destroy_open_corrupted_schedule(error)
            super()._create_schedule()
