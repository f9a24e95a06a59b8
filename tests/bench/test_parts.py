"""A benchmark that cannot begin says why."""

import contextlib
import shutil
import sys

import pytest

from bench import parts
from tests.plugins.needs import lacking

SERVER = """
import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
listener.accept()  # who looks whether it listens
for _ in range(3):
    one, _ = listener.accept()
    one.recv(1000)
    one.sendall(sys.argv[2].encode())
    one.close()
listener.accept()
"""


@pytest.fixture
def stack():
    with contextlib.ExitStack() as everything:
        yield everything


def test_a_server_that_ends_at_once_is_named_with_how_it_ended(stack):
    with pytest.raises(SystemExit, match="did not start, it ended with 7"):
        parts.process(stack, [sys.executable, "-c", "raise SystemExit(7)"], core=0, port=parts.free_port())


def test_streams_that_do_not_open_are_told_with_what_the_server_said(stack, monkeypatch):
    if not shutil.which("cc"):
        lacking("C compiler")
    monkeypatch.setattr(parts, "PATIENCE", 2)
    port = parts.free_port()
    parts.process(stack, [sys.executable, "-c", SERVER, str(port), "HTTP/1.1 503 No\r\n\r\n"], core=0, port=port)
    with pytest.raises(
        SystemExit, match=r"only 0 of 3 streams opened: client: it runs, server: it runs, last answer .* 503"
    ):
        parts.Readers(stack, port, [(1, "/live/bench/1/", "x")] * 3)
