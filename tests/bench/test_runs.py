"""Every benchmark runs and says what it found. Whether it is fast is for bench/README.md."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.found import own_browser, redis_server
from tests.plugins.needs import lacking

ROOT = Path(__file__).resolve().parent.parent.parent


def bench(*words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = [sys.executable, "-m", "bench", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_without_a_name_they_are_listed():
    assert [line.split()[0] for line in bench().splitlines()] == [
        "acts",
        "all",
        "change",
        "desk",
        "dom",
        "live",
        "stalled",
        "stop",
        "storm",
    ]


@pytest.mark.nightly
def test_each_of_them_runs_with_tiny_numbers_and_prints_one_object():
    for found, name in (
        (redis_server(), "Redis server"),
        (own_browser(), "browser"),
        (shutil.which("cc"), "C compiler"),
    ):
        if not found:
            lacking(name)
    found = json.loads(bench("all", "--tiny", "--json"))
    names = ["live", "change", "acts", "dom", "storm", "stalled", "stop", "desk"]
    assert [name for name in names if "goals" not in found[name]] == []
    assert (found["live"]["product"]["astray"], found["live"]["product"]["threads"]) == (0, 0)
    assert found["stop"]["ended"] == 20
