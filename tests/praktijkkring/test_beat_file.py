"""Beat starts, whatever a killed one left of its file."""

import shelve

import pytest
from celery.beat import PersistentScheduler

from praktijkkring.celery import app, whole_schedule
from praktijkkring.health.schedule import Scheduler


def scheduler(kind, place):
    app.conf.beat_schedule = whole_schedule()
    return kind(app=app, schedule_filename=str(place), lazy=False)


def spoil(place, keep):
    """As after a kill -9: the index names what was never written."""
    scheduler(Scheduler, place).close()
    for part in place.parent.iterdir():
        if part.suffix in {"", ".dat", ".db"}:
            part.write_bytes(part.read_bytes()[:keep])


@pytest.mark.parametrize("keep", [0, 10, 300])
def test_beat_begins_anew_with_a_file_that_cannot_be_read(tmp_path, keep):
    spoil(tmp_path / "beat", keep)
    begun = scheduler(Scheduler, tmp_path / "beat")
    assert set(whole_schedule()) <= set(begun.schedule)
    begun.close()


def test_what_ran_when_is_remembered(tmp_path):
    scheduler(Scheduler, tmp_path / "beat").close()
    with shelve.open(str(tmp_path / "beat")) as kept:  # noqa: S301 - our own file
        assert set(whole_schedule()) <= set(kept["entries"])


def test_celerys_own_dies_of_it(tmp_path):
    """Why this one exists; when this test fails, Celery mended it and ours can go."""
    spoil(tmp_path / "beat", 0)
    with pytest.raises(EOFError):
        scheduler(PersistentScheduler, tmp_path / "beat")


def test_it_is_the_one_that_is_used():
    assert app.conf.beat_scheduler == "praktijkkring.health.schedule:Scheduler"
