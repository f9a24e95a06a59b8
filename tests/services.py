"""A throw-away PostgreSQL for the tests, started before Django reads its settings (loaded with ``-p``).

Set DATABASE_URL to use another server.
"""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

from praktijkkring.catalogue.files import compile_stale

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("VAULT_KEYS", "test:" + "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMTIzNDU=")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

compile_stale()

if "DATABASE_URL" not in os.environ:
    from praktijkkring.embedded.postgres import THROW_AWAY, Postgres

    _folder = Path(tempfile.mkdtemp(prefix="pk-test-"))
    _folder.chmod(0o755)
    _server = Postgres(_folder / "pg", settings=THROW_AWAY)
    os.environ["DATABASE_URL"] = _server.url()

    def _stop():
        logging.disable()  # pytest has closed its log streams by now
        _server.stop()
        shutil.rmtree(_folder, ignore_errors=True)

    atexit.register(_stop)
