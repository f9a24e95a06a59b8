"""A real, throw-away Redis server per test process."""

import socket
import subprocess
import time
from pathlib import Path

import pytest
import redis as client

from .found import redis_server as server_path
from .needs import lacking


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RedisServer:
    """``url`` is where it listens; it can be killed and started again on the same port, empty."""

    def __init__(self, path: str, folder: Path):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [path, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        probe = client.Redis(port=self.port)
        for _attempt in range(100):
            try:
                probe.ping()
            except client.ConnectionError:
                time.sleep(0.05)
            else:
                break
        probe.close()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory):
    """For tests that kill it; leave it running at the end."""
    path = server_path()
    if path is None:
        lacking("Redis server")
    server = RedisServer(path, tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis_url(redis_server):
    """The address of an empty Redis."""
    connection = client.Redis.from_url(redis_server.url)
    connection.flushall()
    yield redis_server.url
    connection.close()
