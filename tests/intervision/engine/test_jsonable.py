"""Methods are read from JSON and remembered, by several threads of a process at the same time."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from intervision import ledger
from intervision.engine import Method, jsonable
from intervision.methods import library

AT_ONCE = 8


@pytest.fixture
def hasty():
    """Threads take turns far more often than they do by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_read_the_first_method_at_the_same_time_all_read_it_whole(hasty):
    method = library.get("vijfstappen")
    stored = method.to_dict()

    def read(start):
        start.wait(10)
        return Method.from_dict(stored)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(20):
            jsonable._reader.cache_clear()
            start = threading.Barrier(AT_ONCE)
            assert list(threads.map(read, [start] * AT_ONCE)) == [method] * AT_ONCE


def test_threads_that_ask_for_more_methods_than_are_remembered_each_get_their_own(hasty, monkeypatch):
    monkeypatch.setattr(ledger, "REMEMBERED", 2)
    known = [library.get(key) for key in ("vijfstappen", "tienstappen", "incident")]
    runs = [SimpleNamespace(pk=-nth, started_at=None, method=method.to_dict()) for nth, method in enumerate(known)]

    def ask(nth):
        return ledger.method_of(runs[nth % len(runs)])

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert list(threads.map(ask, range(600))) == known * 200
