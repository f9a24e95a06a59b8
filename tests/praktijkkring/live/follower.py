"""A browser's end of a stream, on a bare socket: it keeps every byte that came."""

import socket
import time
from dataclasses import dataclass

PATIENCE = 60.0  # seconds; a machine that is busy with something else is not a fault


@dataclass
class Event:
    name: str
    data: str
    id: str
    at: float

    @property
    def version(self):
        return int(self.id or self.data or 0)


class Follower:
    """``raw`` is everything that arrived, headers included; ``events`` what it means."""

    def __init__(self, port, path, cookie="", headers=(), receive_buffer=0):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", port))
        lines = [f"GET {path} HTTP/1.1", *headers]
        if not any(line.startswith("Host:") for line in headers):
            lines.append("Host: localhost")
        if cookie:
            lines.append(f"Cookie: session={cookie}")
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.raw = b""
        self._taken = self._body_at = 0
        self._text = b""
        self.events, self.closed_at, self.status = [], None, None

    def open(self):
        """Wait for the answer's first line and headers; the status."""
        self._until(lambda: b"\r\n\r\n" in self.raw)
        self.status = int(self.raw.split(b" ", 2)[1])
        self._taken = self.raw.index(b"\r\n\r\n") + 4
        self._parse()
        return self.status

    def wait(self, name, timeout=PATIENCE, count=1):
        """The ``count``-th event of this name; fails after ``timeout`` seconds."""
        self._until(lambda: len(self.named(name)) >= count or self.closed_at, timeout)
        assert len(self.named(name)) >= count, f"no {name}: {self.events}"
        return self.named(name)[count - 1]

    def wait_end(self, timeout=PATIENCE):
        assert self._until(lambda: self.closed_at, timeout), f"still open: {self.events[-3:]}"
        return self.closed_at

    def listen(self, seconds):
        self._until(lambda: False, seconds)
        return self

    def body_within(self, seconds):
        """Of an answer that is no stream: whether its body has begun."""
        return self._until(lambda: self.raw.partition(b"\r\n\r\n")[2], seconds)

    def named(self, name):
        return [event for event in self.events if event.name == name]

    def close(self):
        self.socket.close()

    def _until(self, true, timeout=PATIENCE):
        deadline = time.monotonic() + timeout
        while not true():
            left = deadline - time.monotonic()
            if left <= 0 or self.closed_at:
                return bool(true())
            self.socket.settimeout(left)
            try:
                data = self.socket.recv(65536)
            except TimeoutError:
                continue
            except ConnectionError:
                data = b""
            if not data:
                self.closed_at = time.monotonic()
                continue
            self.raw += data
            if self.status:
                self._parse()
        return True

    def _parse(self):
        while True:
            line_end = self.raw.find(b"\r\n", self._taken)
            if line_end < 0:
                break
            size = int(self.raw[self._taken : line_end] or b"0", 16) if self.status == 200 else 0
            if size == 0:
                self.closed_at = self.closed_at or time.monotonic()
                break
            if len(self.raw) < line_end + 2 + size + 2:
                break
            self._text += self.raw[line_end + 2 : line_end + 2 + size]
            self._taken = line_end + 2 + size + 2
        while b"\n\n" in self._text:
            block, self._text = self._text.split(b"\n\n", 1)
            fields = {"event": [], "data": [], "id": []}
            for line in block.decode().split("\n"):
                name, _, value = line.partition(": ")
                fields.setdefault(name, []).append(value)
            if fields["event"]:
                self.events.append(
                    Event(fields["event"][0], "\n".join(fields["data"]), "".join(fields["id"]), time.monotonic())
                )
