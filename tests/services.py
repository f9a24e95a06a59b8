"""A throw-away PostgreSQL for the tests, started before Django reads its settings (loaded with ``-p``).

Set DATABASE_URL to use another server.
"""

import atexit
import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from praktijkkring.catalogue.files import compile_stale

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("VAULT_KEYS", "test:" + "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMTIzNDU=")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

compile_stale()

MEMORY = Path("/dev/shm")
ROOM = 3 * 1024**3
FORGOTTEN = 3 * 3600


def _somewhere() -> Path:
    """In memory where there is plenty: a database that makes and drops a thousand files asks much of a disk."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    if roomy:
        for old in MEMORY.glob("pk-test-*"):  # of a run that was killed
            if time.time() - old.stat().st_mtime > FORGOTTEN and not parts_of(old / "pg"):
                shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="pk-test-", dir=MEMORY if roomy else None))
    folder.chmod(0o755)
    return folder


if "DATABASE_URL" not in os.environ:
    from praktijkkring.embedded.postgres import THROW_AWAY, Postgres, parts_of

    _folder = _somewhere()
    _server = Postgres(_folder / "pg", settings=THROW_AWAY)
    os.environ["DATABASE_URL"] = _server.url()

    def _stop():
        logging.disable()  # pytest has closed its log streams by now
        _server.stop()
        shutil.rmtree(_folder, ignore_errors=True)

    atexit.register(_stop)
