"""Beat wakes tasks that exist, in modules that are read."""

import re

from praktijkkring.celery import PRESENT, app, whole_schedule
from tests.house.environment import ROOT
from tests.house.sources import APPS


def test_every_scheduled_task_exists():
    schedule = whole_schedule()
    app.loader.import_default_modules()
    assert {entry["task"] for entry in schedule.values()} - set(app.tasks) == set()


def test_every_module_with_tasks_is_read():
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for name in APPS
        for path in (ROOT / name).rglob("tasks.py")
        if re.search(r"@shared_task", path.read_text())
    }
    assert modules == set(PRESENT)


def test_nothing_is_scheduled_slower_than_a_day_or_without_an_end():
    for name, entry in whole_schedule().items():
        seconds = entry["schedule"]
        if isinstance(seconds, int | float):
            assert 0 < seconds <= 86_400, name
