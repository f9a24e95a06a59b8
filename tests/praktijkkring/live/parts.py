"""The real parts that the live tests start: a Redis, and the product's own server as a process."""

import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from tests.plugins.found import redis_server
from tests.plugins.needs import lacking


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(true, timeout=30.0, pause=0.01):
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if true():
                return
        time.sleep(pause)
    raise AssertionError("waited in vain")


def answers(port):
    with socket.create_connection(("127.0.0.1", port), timeout=0.2):
        return True


class Redis:
    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.folder = tempfile.mkdtemp(prefix="pk-redis-")
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [
                redis_server() or lacking("Redis server"),
                "--port",
                str(self.port),
                "--save",
                "",
                "--bind",
                "127.0.0.1",
                "--dir",
                self.folder,
            ],
            stdout=subprocess.DEVNULL,
        )
        wait_for(lambda: answers(self.port))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def database_url():
    """That of the test database, for another process."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path="/" + connection.settings_dict["NAME"]))


class Server:
    """``python -m praktijkkring.live.serve`` with the stand-in rooms. ``log`` is what it said."""

    def __init__(self, redis_url="", app="tests.praktijkkring.live.stand_in:application", port=0, **plan):
        self.port = port or free_port()
        self.log = Path(tempfile.mkstemp(prefix="pk-live-", suffix=".log")[1])
        atexit.register(self.log.unlink, missing_ok=True)
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis_url,
            "LIVE_TEST": json.dumps(plan),
            "LOG_LEVEL": "INFO",
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "praktijkkring.live.serve", "--port", str(self.port), "--app", app],
                env=environment,
                stdout=log,
                stderr=log,
            )
        try:
            wait_for(lambda: self.process.poll() is None and answers(self.port), timeout=60)
        except AssertionError:
            raise AssertionError(self.log.read_text()) from None

    def stop(self):
        """Seconds that it took to end when asked."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        took = time.monotonic() - started
        self.log.unlink(missing_ok=True)
        return took
