"""Live fan-out: streams in rooms, against a bare asyncio server with the same client in the same run."""

import contextlib
import socket
import sys
import time
from urllib.parse import urlsplit

from . import parts

GOALS = {
    "median_ms_at_200": ("at most", 1.5),
    "median_ms_at_1000": ("at most", 1.5),
    "p99_ms_at_1000": ("at most", 3.0),
    "deliveries_per_core_second": ("at least", 0.6),
    "cpu_us_per_delivery": ("at most", 2.0),
    "idle_cpu_percent": ("at most", 2.0),
}
"""Product divided by bare. ``waited_percent`` is how long the server was ready to run and something else ran: with more
than a few, the latencies say more about the neighbours; what is counted in CPU time stays comparable."""

FILLER = "<p>Wat zou er gebeuren als je het gesprek met de raad eerst zonder plan begint?</p>" * 4
OUTSTANDING = 200


def options(parser):
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--rooms", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3, help="best of so many (3)")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of each part (2)")


def run(asked):
    with contextlib.ExitStack() as stack:
        redis_url = parts.prepare(stack)
        parts.on_core(1)
        requests = make_requests(asked.streams, asked.rooms)
        rounds = {"bare": [], "product": []}
        for nth in range(asked.rounds):
            for name, results in rounds.items():
                print(f"round {nth + 1} of {asked.rounds}: {name}", file=sys.stderr)
                results.append(measure(name, redis_url, requests, asked))
    best = {name: {figure: best_of(figure, results) for figure in results[0]} for name, results in rounds.items()}
    ratios = {figure: round(best["product"][figure] / best["bare"][figure], 2) for figure in GOALS}
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


def make_requests(streams, rooms):
    """(room, path, session cookie) of each stream: as many people as rooms, each of them in several."""
    from importlib import import_module  # noqa: PLC0415 - after the set-up

    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

    from praktijkkring.models import User  # noqa: PLC0415

    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookies = []
    for number in range(rooms):
        user = User.objects.create_user(f"{number}@bench.example", name=f"Nummer {number}")
        session = store()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session.create()
        cookies.append(session.session_key)
    each = streams // rooms
    return [
        (room + 1, f"/live/bench/{room + 1}/?v=1", cookies[(room + nth) % rooms])
        for room in range(rooms)
        for nth in range(each)
    ]


def measure(name, redis_url, requests, asked):
    """All figures of one server, started for this and stopped after it."""
    with contextlib.ExitStack() as stack:
        port = parts.free_port()
        if name == "bare":
            command = [sys.executable, "-m", "bench.bare", str(port), redis_url]
        else:
            command = [sys.executable, "-m", "praktijkkring.live.serve", "--port", str(port)]
            command += ["--app", "bench.live_app:application"]
        pid = parts.process(stack, command, core=0, port=port).pid
        began, waited = time.monotonic(), parts.waited_seconds(pid)
        with contextlib.ExitStack() as first_ones:
            parts.Readers(first_ones, port, requests[:10])
            time.sleep(0.3)
        memory, threads, cpu = parts.memory_kb(pid), parts.threads(pid), parts.cpu_seconds(pid)
        readers = parts.Readers(stack, port, requests)
        time.sleep(0.3)
        found = {
            "connect_cpu_ms": round((parts.cpu_seconds(pid) - cpu) / len(requests) * 1000, 3),
            "memory_kb_per_stream": round((parts.memory_kb(pid) - memory) / len(requests), 2),
        }
        bell = Bell(redis_url, name, asked.rooms)
        stack.callback(bell.close)
        for rate in (200, 1000):
            first, cpu = readers.deliveries, parts.cpu_seconds(pid)
            bell.ring_at(rate, asked.seconds)
            settle(readers)
            last = readers.deliveries
            found[f"median_ms_at_{rate}"], found[f"p99_ms_at_{rate}"] = parts.percentiles(
                readers.microseconds(first, last)
            )
            found["cpu_us_per_delivery"] = round((parts.cpu_seconds(pid) - cpu) / (last - first) * 1e6, 1)
        first, cpu = readers.deliveries, parts.cpu_seconds(pid)
        found["deliveries_per_second"] = bell.flood(readers, len(requests) // asked.rooms, asked.seconds)
        settle(readers)
        found["deliveries_per_core_second"] = round((readers.deliveries - first) / (parts.cpu_seconds(pid) - cpu))
        cpu = parts.cpu_seconds(pid)
        time.sleep(asked.seconds)
        found["idle_cpu_percent"] = round((parts.cpu_seconds(pid) - cpu) / asked.seconds * 100, 3)
        found["threads"] = parts.threads(pid) - threads
        found["astray"] = readers.astray
        waited = parts.waited_seconds(pid) - waited
        found["waited_percent"] = round(waited / (time.monotonic() - began) * 100, 1)
        return found


def settle(readers):
    """Until nothing more arrives."""
    before = -1
    while before != readers.deliveries:
        before = readers.deliveries
        time.sleep(0.2)


class Bell:
    """A writer's side: publishes as the product does, or in the clear for the bare server."""

    def __init__(self, redis_url, name, rooms):
        where = urlsplit(redis_url)
        self._socket = socket.create_connection((where.hostname, where.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._name, self._rooms, self._version = name, rooms, 1
        self.close = self._socket.close

    def _command(self, room):
        from django.conf import settings  # noqa: PLC0415 - after the set-up

        from praktijkkring.live import wire  # noqa: PLC0415

        self._version += 1
        html = f"@{room}:{time.monotonic_ns()}@{FILLER}"
        if self._name == "bare":
            channel, body = f"bench:{room}", wire.patch(self._version, html)
        else:
            seal = wire.seal(settings.SECRET_KEY)
            channel = seal.channel(f"bench:{room}")
            body = seal.close(channel, wire.encode(wire.Change(self._version, {"member": html, "bringer": ""})))
        name = channel.encode()
        return b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(name), name, len(body), body)

    def ring_at(self, rate, seconds):
        """So many events each second, evenly, one room after the other."""
        began = time.monotonic()
        for nth in range(int(rate * seconds)):
            if (wait := began + nth / rate - time.monotonic()) > 0:
                time.sleep(wait)
            self._socket.sendall(self._command(nth % self._rooms + 1))
            self._socket.recv(65536)

    def flood(self, readers, each, seconds):
        """Deliveries per second with never more than OUTSTANDING events on their way."""
        ready = [self._command(nth % self._rooms + 1) for nth in range(OUTSTANDING // 2)]
        began, first, sent = time.monotonic(), readers.deliveries, 0
        while time.monotonic() - began < seconds:
            self._socket.sendall(b"".join(ready))
            sent += len(ready)
            self._socket.recv(65536)
            while readers.deliveries - first < (sent - OUTSTANDING // 2) * each:
                if time.monotonic() - began > seconds * 5:
                    sys.exit("deliveries were lost")
                time.sleep(0.0002)
        return round((readers.deliveries - first) / (time.monotonic() - began))
