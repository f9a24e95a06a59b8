"""Methods are read from JSON and remembered, by several threads of a process at the same time."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from intervision import ledger
from intervision.engine import Method, jsonable
from intervision.methods import library

from .methods import method

AT_ONCE = 8


@pytest.fixture
def hasty():
    """Threads take turns far more often than they do by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_read_the_first_method_at_the_same_time_all_read_it_whole(hasty):
    whole = library.get("vijfstappen")
    stored = whole.to_dict()

    def read(start):
        start.wait(10)
        return Method.from_dict(stored)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(20):
            jsonable._reader.cache_clear()
            start = threading.Barrier(AT_ONCE)
            assert list(threads.map(read, [start] * AT_ONCE)) == [whole] * AT_ONCE


def test_threads_that_ask_for_more_methods_than_are_remembered_each_get_their_own(hasty, monkeypatch):
    monkeypatch.setattr(ledger, "REMEMBERED", 1)
    known = [method({}, name=name) for name in ("One", "Two", "Three")]
    runs = [SimpleNamespace(pk=-nth, started_at=None, method=one.to_dict()) for nth, one in enumerate(known)]

    def ask(nth):
        return ledger.method_of(runs[nth % len(runs)])

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert list(threads.map(ask, range(6000))) == known * 2000
