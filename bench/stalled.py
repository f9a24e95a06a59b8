"""A fifth of the readers stop reading: what it costs the others, and how much is kept for each that does not read."""

import contextlib
import re
import shutil
import subprocess
import time
from pathlib import Path

from . import parts, streams

GOALS = {"p99_times_undisturbed": ("at most", 1.5), "kb_per_stalled": ("at most", 256)}
BIG = streams.FILLER * 80  # 27 kB: in eight seconds more than may be kept for who does not read
PAGE_KB = 4


def options(parser):
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--rooms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3, help="best of so many (3)")
    parser.add_argument("--seconds", type=float, default=8.0, help="length of each part (8)")


def run(asked):
    redis_url = parts.prepare()
    parts.on_core(1)
    requests = streams.requests(asked.streams, asked.rooms)
    # So that every room has readers of both kinds.
    requests.sort(key=lambda request: hash(request[2] + request[1]) % 1000)
    rounds = [measure("product", redis_url, requests, asked) for _ in range(asked.rounds)]
    best = {figure: min(one[figure] for one in rounds) for figure in rounds[0]}
    return {
        "streams": asked.streams,
        "stalled": asked.streams // 5,
        "bare": measure("bare", redis_url, requests, asked),
        "product": best,
        "p99_times_undisturbed": min(one["p99_times_undisturbed"] for one in rounds),
        "kb_per_stalled": best["kb_per_stalled"],
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


def measure(name, redis_url, requests, asked):
    """The same load twice: everybody reads, then a fifth does not."""
    with contextlib.ExitStack() as stack:
        process, port = streams.serve(stack, name, redis_url)
        readers = parts.Readers(stack, port, requests)
        bell = streams.Bell(redis_url, name, asked.rooms, BIG)
        stack.callback(bell.close)
        bell.ring_at(200, 1, readers)
        streams.settle(readers)
        before = round_of(bell, readers, asked)
        memory, sockets = parts.memory_kb(process.pid) + sent_kb(port), kernel_kb()
        stalled = len(requests) // 5
        readers.stall(stalled)
        after = round_of(bell, readers, asked)
        kept = parts.memory_kb(process.pid) + sent_kb(port) - memory
        sockets = kernel_kb() - sockets
        return {
            "median_ms": before[0],
            "p99_ms": before[1],
            "median_ms_with_stalled": after[0],
            "p99_ms_with_stalled": after[1],
            "p99_times_undisturbed": parts.ratio(after[1], before[1]),
            "kb_per_stalled": round(kept / stalled, 1),
            "machine_sockets_kb_per_stalled": round(sockets / stalled, 1),
            "waited_percent": round(parts.waited_seconds(process.pid) / (asked.seconds * 2) * 100, 1),
        }


def round_of(bell, readers, asked):
    first = readers.deliveries
    bell.ring_at(200, asked.seconds, readers)
    time.sleep(0.5)
    return parts.percentiles(readers.microseconds(first, readers.deliveries))


def sent_kb(port):
    """What the kernel holds for the server: written to a socket of this port and not taken by the reader's side.

    As it counts for the limit of a socket, with what it needs around the bytes; without ``ss`` only the bytes.
    """
    if tool := shutil.which("ss"):
        command = [tool, "--tcp", "--memory", "--numeric", "--no-header", f"sport = :{port}"]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
        return sum(int(size) for size in re.findall(r"skmem:\(.*?,w(\d+),", found)) / 1024
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(int(row[4].partition(":")[0], 16) for row in rows if row[1].endswith(f":{port:04X}")) / 1024


def kernel_kb():
    """What all sockets of this machine hold: of both ends, of every program, and with what the kernel needs around it."""
    line = next(row for row in Path("/proc/net/sockstat").read_text().splitlines() if row.startswith("TCP:"))
    return int(line.split(" mem ")[1].split()[0]) * PAGE_KB
