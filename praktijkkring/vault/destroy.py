"""Destroy a key: what was locked with it can be read by nobody any more, also not in a backup that is restored.

A restored backup brings the key back. That is why every destroyed key is also noted in a file outside the database,
``DATA_DIR/destroyed-keys.txt``, and ``manage.py vault replay`` destroys them again after a restore.
"""

import os
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import dateparse, timezone

from . import keys
from .models import VaultKey


def list_file() -> Path:
    return settings.DATA_DIR / "destroyed-keys.txt"


def destroy(scope: str) -> bool:
    """Destroy the key of ``scope`` for good, in the caller's transaction. False when there is none (any more)."""
    with transaction.atomic():
        present = VaultKey.objects.filter(scope=scope, destroyed_at=None)
        done = present.update(wrapped=None, destroyed_at=timezone.now())
        keys.forget(scope)
        if done:
            transaction.on_commit(lambda: _after_commit(scope), robust=True)
    return bool(done)


def _after_commit(scope: str) -> None:
    keys.forget(scope)
    note()


def note() -> int:
    """Write down every destroyed key that the file does not name yet. Returns how many."""
    known = {scope for scope, _moment in noted(list_file())}
    missing = VaultKey.objects.exclude(destroyed_at=None).exclude(scope__in=known).order_by("destroyed_at")
    lines = [f"{row.destroyed_at.isoformat()} {row.scope}\n" for row in missing if row.destroyed_at]
    if lines:
        list_file().parent.mkdir(parents=True, exist_ok=True)
        with list_file().open("a") as out:
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
    return len(lines)


def noted(path: Path) -> list[tuple[str, object]]:
    """``(scope, moment)`` of each line; none when there is no such file."""
    if not path.exists():
        return []
    pairs = (line.split(maxsplit=1) for line in path.read_text().splitlines() if line.strip())
    return [(scope.strip(), dateparse.parse_datetime(moment)) for moment, scope in pairs]


def replay(path: Path | None = None) -> list[str]:
    """Destroy again what the file names and a restored backup brought back. Returns the scopes.

    A key that is younger than its line belongs to something new with an old number, and stays.
    """
    again = []
    for scope, moment in noted(path or list_file()):
        brought_back = VaultKey.objects.filter(scope=scope, destroyed_at=None, created_at__lte=moment)
        if brought_back.update(wrapped=None, destroyed_at=moment):
            keys.forget(scope)
            again.append(scope)
    return again
