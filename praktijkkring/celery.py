"""The Celery app and its whole schedule. Tasks only wake somebody up: what is to be sent is a row first."""

import importlib
import os
from pathlib import Path

from celery import Celery
from celery.signals import import_modules
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")

# Every module with tasks. Each may have a SCHEDULE: {"name": {"task": "dotted.path", "schedule": seconds}}.
TASK_MODULES = (
    "praktijkkring.health.tasks",
    "praktijkkring.outbox.tasks",
    "praktijkkring.vault.tasks",
    "praktijkkring.accounts.tasks",
    "circles.tasks",
    "sessions_app.tasks",
    "intervision.tasks",
    "costs.tasks",
)
_root = Path(__file__).resolve().parent.parent
PRESENT = tuple(name for name in TASK_MODULES if _root.joinpath(*name.split(".")).with_suffix(".py").exists())

TRANSPORT_ALIASES["folder"] = "praktijkkring.embedded.folder_queue:Transport"
app = Celery("praktijkkring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = PRESENT


def whole_schedule() -> dict[str, dict]:
    """What beat does, merged from the SCHEDULE of every task module. Raises ValueError when two use one name."""
    merged: dict[str, dict] = {}
    for name in PRESENT:
        for key, entry in getattr(importlib.import_module(name), "SCHEDULE", {}).items():
            if key in merged:
                raise ValueError(f"two tasks are scheduled as {key!r}")
            merged[key] = entry
    return merged


@import_modules.connect
def _schedule(sender, **kwargs):
    """Only now are the models there, which the task modules import."""
    sender.conf.beat_schedule = whole_schedule()
