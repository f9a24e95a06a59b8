"""Once a day: what is left of log-ins that ended is swept up."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="accounts.sweep_sessions")
def sweep_sessions() -> None:
    """Expired sessions go; a code that was never used lies in one."""
    call_command("clearsessions")


SCHEDULE = {
    "accounts-sweep-sessions": {
        "task": "accounts.sweep_sessions",
        "schedule": 24 * 3600.0,
        "options": {"expires": 12 * 3600},
    }
}
