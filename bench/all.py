"""Every benchmark, one after the other, with the figures of bench/README.md in mind: a quarter of an hour."""

import argparse
import importlib
import json
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
    "live": ["--streams", "20", "--rooms", "2", "--rounds", "1", "--seconds", "0.2", "--rest", "0.2"],
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
    parser.add_argument("--rounds", type=int, default=0, help="of each that has rounds, instead of its own number")


def run(asked):
    found = {}
    for name, words in (TINY if asked.tiny else PLAN).items():
        benchmark = importlib.import_module(f"bench.{name}")
        parser = argparse.ArgumentParser()
        benchmark.options(parser)
        print(f"--- {name}", file=sys.stderr)
        began = time.monotonic()
        wanted = parser.parse_args(words)
        if asked.rounds and "rounds" in wanted:
            wanted.rounds = asked.rounds
        found[name] = benchmark.run(wanted)
        print(json.dumps(found[name]), file=sys.stderr)  # if a later one fails, this is not lost
        found[name]["took_seconds"] = round(time.monotonic() - began, 1)
    return found
