"""The product as it runs somewhere: a PostgreSQL, a Redis, a web process and a worker, each to be killed with -9."""

import atexit
import contextlib
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg2

from praktijkkring.embedded.postgres import Postgres
from tests.praktijkkring.live.parts import Redis, answers, free_port, wait_for

# What is acknowledged must survive the process, so commits wait; what the machine's own crash does is not tried.
SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "on", "max_connections": "60"}
WEB = ["-m", "praktijkkring.live.serve", "--app", "tests.faults.kills.hurried:application", "--port"]
WORKER = ["-m", "celery", "-A", "praktijkkring", "worker", "--pool", "solo", "--without-gossip", "--without-mingle"]


def new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pk-kills-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment(database: str, folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database,
        "REDIS_URL": "",
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "praktijkkring.settings",
        "LOG_LEVEL": "WARNING",
    }


@functools.cache
def prepared() -> tuple[Path, dict]:
    """A stopped database with the evening in it, made once for all tests, and what prepare.py says of it."""
    folder = new_folder()
    postgres = Postgres(folder / "pg", settings=SETTINGS)
    try:
        made = subprocess.run(
            [sys.executable, "-m", "tests.faults.kills.prepare"],
            env=environment(postgres.url(), folder),
            stdout=subprocess.PIPE,
            check=True,
        )
    finally:
        postgres.stop()
    return folder, json.loads(made.stdout)


class Site:
    """``evening``: the run, ten people and their session cookies (see prepare.py). ``limits``: shorter times of live.

    With several web processes the first serves the even phones, and whoever finds theirs dead goes to another.
    """

    def __init__(self, *, with_redis: bool, webs: int = 1, limits: dict[str, float] | None = None):
        self._folder = new_folder()
        ready, self.evening = prepared()
        subprocess.run(["cp", "-a", str(ready / "pg"), str(self._folder)], check=True)  # owner and modes too
        self.postgres = Postgres(self._folder / "pg")
        self.redis = Redis() if with_redis else None
        self.ports = [free_port() for _ in range(webs)]
        self.webs: list[subprocess.Popen | None] = [None] * webs
        self.environment = environment(self.postgres.url(), self._folder) | {
            "REDIS_URL": self.redis.url if self.redis else "",
            "LIVE_TEST": json.dumps(limits or {}),
        }
        self._log = (self._folder / "log").open("w+")
        for nth in range(webs):
            self.start_web(nth)
        self.start_worker()

    def _start(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, *words], env=self.environment, stdout=self._log, stderr=self._log)

    def start_web(self, nth: int = 0) -> None:
        self.webs[nth] = self._start(*WEB, str(self.ports[nth]))
        wait_for(lambda: answers(self.ports[nth]), timeout=60)

    def kill_web(self, nth: int = 0) -> None:
        self.webs[nth].kill()
        self.webs[nth].wait()

    def start_worker(self) -> None:
        self.worker = self._start(*WORKER)

    def kill_worker(self) -> None:
        self.worker.kill()
        self.worker.wait()

    def start_postgres(self) -> None:
        self.postgres._server.start()
        wait_for(lambda: self.ask("SELECT 1"), timeout=60)

    def kill_postgres(self) -> None:
        """All of it: who accepts and who serves."""
        postmaster = psutil.Process(self.postgres._server.get_pid())
        everybody = [postmaster, *postmaster.children(recursive=True)]
        for process in everybody:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(everybody, 10)

    def ask(self, query: str, *values):
        """The first row."""
        try:
            with contextlib.closing(psycopg2.connect(self.postgres.url())) as connection, connection.cursor() as cursor:
                cursor.execute(query, values)
                return cursor.fetchone()
        except psycopg2.Error as error:
            raise OSError from error

    def version(self) -> int:
        return self.ask("SELECT version FROM intervision_run WHERE id = %s", self.evening["run"])[0]

    def said(self) -> str:
        self._log.flush()
        return Path(self._log.name).read_text()[-4000:]

    def stop(self) -> None:
        for process in (*self.webs, self.worker):
            if process.poll() is None:
                process.kill()
                process.wait()
        if self.redis:
            self.redis.stop()
        self.postgres.stop()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def seconds_until(true, patience: float) -> float:
    """How long it took; ``patience`` and a bit when it never was."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        with contextlib.suppress(OSError):
            if true():
                return time.monotonic() - began
        time.sleep(0.02)
    return patience + 1
