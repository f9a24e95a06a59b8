"""What the benchmarks of streams share: who follows what, the two servers that are compared, and the writer's side."""

import itertools
import socket
import sys
import time
from urllib.parse import urlsplit

from . import parts
from .stored import Stored

FILLER = "<p>Wat zou er gebeuren als je het gesprek met de raad eerst zonder plan begint?</p>" * 4
OUTSTANDING = 200
_numbers = itertools.count(1)


def requests(streams, rooms):
    """(room, path, session cookie) of each stream: as many people as rooms, each of them in several."""
    from importlib import import_module  # noqa: PLC0415 - after the set-up

    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415

    from praktijkkring.models import User  # noqa: PLC0415

    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookies = []
    for number in itertools.islice(_numbers, rooms):
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


def serve(stack, name, redis_url, port=0):
    """Start "bare" or "product" on a core of its own: (process, port)."""
    port = port or parts.free_port()
    Stored().start_anew()
    if name == "bare":
        command = [sys.executable, "-m", "bench.bare", str(port), redis_url]
    else:
        command = [sys.executable, "-m", "praktijkkring.live.serve", "--port", str(port)]
        command += ["--app", "bench.live_app:application"]
    return parts.process(stack, command, core=0, port=port), port


def settle(readers):
    """Until nothing more arrives."""
    before = -1
    while before != readers.deliveries:
        before = readers.deliveries
        time.sleep(0.2)


class Bell:
    """A writer's side: publishes as the product does, or in the clear for the bare server."""

    def __init__(self, redis_url, name, rooms, filler=FILLER):
        where = urlsplit(redis_url)
        self._socket = socket.create_connection((where.hostname, where.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._name, self._rooms, self._version, self._filler = name, rooms, 1, filler
        self._stored = Stored()
        self.close = self._socket.close

    def _command(self, room):
        from django.conf import settings  # noqa: PLC0415 - after the set-up

        from praktijkkring.live import wire  # noqa: PLC0415

        self._version += 1
        self._stored.move(room, self._version)
        html = f"@{room}:{self._version}@{self._filler}"
        if self._name == "bare":
            channel, body = f"bench:{room}", wire.patch(self._version, html)
        else:
            seal = wire.seal(settings.SECRET_KEY)
            channel = seal.channel(f"bench:{room}")
            body = seal.close(channel, wire.encode(wire.Change(self._version, {"member": html, "bringer": ""})))
        name = channel.encode()
        return b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(name), name, len(body), body)

    def ring_at(self, rate, seconds, readers):
        """So many events each second, evenly, one room after the other."""
        began = time.monotonic()
        for nth in range(int(rate * seconds)):
            if (wait := began + nth / rate - time.monotonic()) > 0:
                time.sleep(wait)
            command = self._command(nth % self._rooms + 1)
            readers.is_sent(self._version)
            self._socket.sendall(command)
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
                if time.monotonic() - began > seconds * 5 + 10:
                    sys.exit("deliveries were lost")
                time.sleep(0.0002)
        return round((readers.deliveries - first) / (time.monotonic() - began))
