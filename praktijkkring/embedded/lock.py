"""One start at a time on the same data."""

import contextlib
from pathlib import Path

import fasteners


class AlreadyRunning(Exception):
    """Somebody else holds the lock."""


@contextlib.contextmanager
def only_one(folder: Path):
    """Hold the lock of ``folder``; raises AlreadyRunning. The lock goes with the process, however it ends."""
    lock = fasteners.InterProcessLock(folder / "lock")
    if not lock.acquire(blocking=False):
        raise AlreadyRunning
    try:
        yield
    finally:
        lock.release()
