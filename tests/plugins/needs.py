"""Tests that need a part which this machine may not have: they are left out loudly, or fail with REQUIRE_ALL=1."""

import os
from collections import Counter
from pathlib import Path

import pytest

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
NIGHTLY = os.environ.get("NIGHTLY") == "1"
_missing = pytest.StashKey[Counter]()


def lacking(what: str):
    """End this test: what it needs is not here."""
    if REQUIRE_ALL:
        pytest.fail(f"needs {what}, and everything is required", pytrace=False)
    pytest.skip(f"NEEDS {what}")


def pytest_collection_modifyitems(config, items):
    """The long walks are for ``./test --nightly``; asking for one by name is enough too."""
    if NIGHTLY or "nightly" in (config.getoption("markexpr") or ""):
        return
    for item in items:
        if item.get_closest_marker("nightly") and not any("::" in argument for argument in config.args):
            item.add_marker(pytest.mark.skip(reason="long: ./test --nightly runs it"))


def pytest_configure(config):
    config.stash[_missing] = Counter()


def pytest_runtest_logreport(report):
    config = _config.get("config")
    if config and report.skipped and isinstance(report.longrepr, tuple) and "NEEDS " in report.longrepr[2]:
        config.stash[_missing][report.longrepr[2].split("NEEDS ", 1)[1]] += 1


_config: dict = {}


def pytest_sessionstart(session):
    _config["config"] = session.config


def pytest_terminal_summary(terminalreporter, config):
    """The last word before pytest's own: what could not run, and what the linters said."""
    missing = config.stash[_missing]
    if missing:
        terminalreporter.section("COULD NOT RUN", sep="!", red=True, bold=True)
        for what, count in sorted(missing.items()):
            terminalreporter.line(f"{count} tests: this machine has no {what}", red=True)
    notes = Path(os.environ.get("PRAKTIJKKRING_TEST_NOTES", ""))
    if notes.is_file() and notes.read_text():
        terminalreporter.section("BESIDE THE TESTS", sep="!", bold=True)
        terminalreporter.write(notes.read_text())
