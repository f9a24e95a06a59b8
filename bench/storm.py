"""Everybody comes back at once after a restart: seconds until all streams are open and right again."""

import contextlib
import time

from . import parts, streams

GOALS = {"product_seconds": ("at most", 15.0)}


def options(parser):
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--rooms", type=int, default=1000)


def run(asked):
    redis_url = parts.prepare()
    parts.on_core(1)
    requests = streams.requests(asked.streams, asked.rooms)
    found = {name: measure(name, redis_url, requests) for name in ("bare", "product")}
    return {
        "streams": asked.streams,
        "rooms": asked.rooms,
        **found,
        "product_seconds": found["product"]["seconds"],
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


def measure(name, redis_url, requests):
    """Killed, started again on the same port. Right again: the door answered, and told the version to compare with."""
    with contextlib.ExitStack() as stack:
        first, port = streams.serve(stack, name, redis_url)
        readers = parts.Readers(stack, port, requests)
        readers.come_again()
        first.kill()
        first.wait()
        began = time.monotonic()
        second, _ = streams.serve(stack, name, redis_url, port)
        up = time.monotonic()
        readers.wait_open(len(requests), patience=180)
        done = time.monotonic()
        cpu = parts.cpu_seconds(second.pid)
        return {
            "seconds": round(done - began, 2),
            "of_which_starting": round(up - began, 2),
            "cpu_ms_per_stream": round(cpu / len(requests) * 1000, 3),
            "waited_percent": round(parts.waited_seconds(second.pid) / (done - began) * 100, 1),
        }
