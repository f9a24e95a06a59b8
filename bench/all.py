"""Every benchmark, one after the other, with the figures of bench/README.md in mind: at most eight minutes."""

import argparse
import importlib
import sys
import time

PLAN = {
    "live": ["--streams", "10000", "--rooms", "1000", "--rounds", "3"],
    "change": [],
    "acts": [],
    "dom": [],
    "storm": [],
    "stalled": ["--rounds", "2"],
    "stop": [],
    "desk": [],
}
TINY = {
    "live": ["--streams", "20", "--rooms", "2", "--rounds", "1", "--seconds", "0.2"],
    "change": ["--rounds", "1", "--changes", "2", "--few", "3", "--many", "6"],
    "acts": ["--few", "6", "--many", "8", "--times", "2"],
    "dom": ["--presses", "2", "--browsers", "2"],
    "storm": ["--streams", "20", "--rooms", "2"],
    "stalled": ["--streams", "20", "--rooms", "2", "--rounds", "1", "--seconds", "0.2"],
    "stop": ["--streams", "20", "--rooms", "2", "--rounds", "1"],
    "desk": ["--few", "1", "--many", "3", "--rounds", "1"],
}
"""Says nothing but that they run."""


def options(parser):
    parser.add_argument("--tiny", action="store_true", help="tiny numbers: only to see that each of them runs")


def run(asked):
    found = {}
    for name, words in (TINY if asked.tiny else PLAN).items():
        benchmark = importlib.import_module(f"bench.{name}")
        parser = argparse.ArgumentParser()
        benchmark.options(parser)
        print(f"--- {name}", file=sys.stderr)
        began = time.monotonic()
        found[name] = benchmark.run(parser.parse_args(words))
        found[name]["took_seconds"] = round(time.monotonic() - began, 1)
    return found
