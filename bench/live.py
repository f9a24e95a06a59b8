"""Live fan-out: streams in rooms, against a bare asyncio server with the same client in the same run."""

import contextlib
import sys
import time

from . import parts, streams

GOALS = {
    "median_ms_at_200": ("at most", 1.5),
    "median_ms_at_1000": ("at most", 1.5),
    "p99_ms_at_200": ("at most", 3.0),
    "p99_ms_at_1000": ("at most", 3.0),
    "deliveries_per_core_second": ("at least", 0.6),
    "cpu_us_per_delivery": ("at most", 2.0),
    "idle_cpu_percent": ("at most", 2.0),
}
"""Product divided by bare. ``waited_percent`` is how long the server was ready to run and something else ran: with more
than a few, the latencies say more about the neighbours; what is counted in CPU time stays comparable."""

# Twenty seconds after a room was opened the product works out who is missing: that belongs to the opening, not to being idle.
OPENED = 1.5  # lengths of the idle part


def options(parser):
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--rooms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3, help="best of so many (3)")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of each part (2)")
    parser.add_argument("--rest", type=float, default=15.0, help="length of the idle part: a whole round of beats (15)")


def run(asked):
    redis_url = parts.prepare()
    parts.on_core(1)
    requests = streams.requests(asked.streams, asked.rooms)
    rounds = {"bare": [], "product": []}
    for nth in range(asked.rounds):
        for name, results in rounds.items():
            print(f"round {nth + 1} of {asked.rounds}: {name}", file=sys.stderr)
            results.append(measure(name, redis_url, requests, asked))
    best = {name: {figure: best_of(figure, results) for figure in results[0]} for name, results in rounds.items()}
    ratios = {figure: parts.ratio(best["product"][figure], best["bare"][figure]) for figure in GOALS}
    return {
        "streams": asked.streams,
        "rooms": asked.rooms,
        **best,
        "ratios": ratios,
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


def best_of(figure, results):
    pick = max if figure in {"deliveries_per_core_second", "deliveries_per_second", "astray", "threads"} else min
    return pick(result[figure] for result in results)


def idle_percent(pid, seconds):
    """Of a core, while nothing happens."""
    before = parts.cpu_seconds(pid)
    time.sleep(seconds)
    return round((parts.cpu_seconds(pid) - before) / seconds * 100, 3)


def measure(name, redis_url, requests, asked):
    """All figures of one server, started for this and stopped after it."""
    with contextlib.ExitStack() as stack:
        process, port = streams.serve(stack, name, redis_url)
        pid = process.pid
        began, waited = time.monotonic(), parts.waited_seconds(pid)
        with contextlib.ExitStack() as first_ones:
            parts.Readers(first_ones, port, requests[:10])
            time.sleep(0.3)
        memory, threads, cpu = parts.memory_kb(pid), parts.threads(pid), parts.cpu_seconds(pid)
        readers = parts.Readers(stack, port, requests)
        opened = time.monotonic()
        time.sleep(0.3)
        found = {
            "connect_cpu_ms": round((parts.cpu_seconds(pid) - cpu) / len(requests) * 1000, 3),
            "memory_kb_per_stream": round((parts.memory_kb(pid) - memory) / len(requests), 2),
        }
        bell = streams.Bell(redis_url, name, asked.rooms)
        stack.callback(bell.close)
        for rate in (200, 1000):
            first, cpu = readers.deliveries, parts.cpu_seconds(pid)
            bell.ring_at(rate, asked.seconds, readers)
            streams.settle(readers)
            last = readers.deliveries
            found[f"median_ms_at_{rate}"], found[f"p99_ms_at_{rate}"] = parts.percentiles(
                readers.microseconds(first, last)
            )
            found["cpu_us_per_delivery"] = round((parts.cpu_seconds(pid) - cpu) / (last - first) * 1e6, 1)
        first, cpu = readers.deliveries, parts.cpu_seconds(pid)
        found["deliveries_per_second"] = bell.flood(readers, len(requests) // asked.rooms, asked.seconds)
        streams.settle(readers)
        found["deliveries_per_core_second"] = round((readers.deliveries - first) / (parts.cpu_seconds(pid) - cpu))
        time.sleep(max(0, opened + asked.rest * OPENED - time.monotonic()))
        found["idle_cpu_percent"] = idle_percent(pid, asked.rest)
        found["threads"] = parts.threads(pid) - threads
        found["astray"] = readers.astray
        waited = parts.waited_seconds(pid) - waited
        found["waited_percent"] = round(waited / (time.monotonic() - began) * 100, 1)
        return found
