"""SIGTERM with many open streams: seconds until the process is gone."""

import contextlib

from . import parts, streams

GOALS = {"seconds": ("at most", 1.0)}


def options(parser):
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--rooms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3, help="worst of so many (3)")


def run(asked):
    redis_url = parts.prepare()
    parts.on_core(1)
    requests = streams.requests(asked.streams, asked.rooms)
    rounds = [measure(redis_url, requests) for _ in range(asked.rounds)]
    return {
        "streams": asked.streams,
        "seconds": max(took for took, _ in rounds),
        "ended": min(ended for _, ended in rounds),
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


def measure(redis_url, requests):
    """(seconds, streams that the client saw end)."""
    with contextlib.ExitStack() as stack:
        process, port = streams.serve(stack, "product", redis_url)
        readers = parts.Readers(stack, port, requests)
        took = parts.stop(process)
        streams.settle(readers)
        return round(took, 3), readers.closed
