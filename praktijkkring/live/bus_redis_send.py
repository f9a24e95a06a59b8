"""The bell over Redis, the end that rings: for any thread, which waits until Redis has it."""

import contextlib
import os
import socket
import ssl

import hiredis
from django.conf import settings
from redis.connection import parse_url

# Seconds. A dead Redis may cost an act this much and no more.
PATIENCE = 0.2


class Line:
    """One connection, for one thread at a time. The client of Redis does as much again around each message."""

    def __init__(self, url: str):
        where = parse_url(url)
        self._answers = hiredis.Reader()
        self._socket = _connected(where, tls=url.startswith("rediss://"))
        if password := where.get("password"):
            self.ask(hiredis.pack_command(("AUTH", *filter(None, [where.get("username"), password]))), 1)

    def ask(self, message: bytes, answers: int) -> list:
        """So many answers. A line on which anything goes wrong ends: a late answer would belong to another question."""
        try:
            self._socket.sendall(message)
            return [self._answer() for _nth in range(answers)]
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._socket.close()

    def _answer(self) -> object:
        while (answer := self._answers.gets()) is False:
            if not (data := self._socket.recv(65536)):
                raise ConnectionResetError
            self._answers.feed(data)
        if isinstance(answer, hiredis.ReplyError):
            raise answer
        return answer


def _connected(where: dict, *, tls: bool) -> socket.socket:
    if path := where.get("path"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        try:
            line.connect(path)
        except OSError:
            line.close()
            raise
        return line
    host = where.get("host", "localhost")
    line = socket.create_connection((host, where.get("port", 6379)), timeout=PATIENCE)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return ssl.create_default_context().wrap_socket(line, server_hostname=host) if tls else line


# Lines that nobody uses at this moment, by address; the last one given back is taken first.
_free: dict[str, list[Line]] = {}


def _drop(lines: list[Line]) -> None:
    while lines:
        with contextlib.suppress(IndexError):  # another thread took the last one
            lines.pop().close()


os.register_at_fork(after_in_child=lambda: [_drop(lines) for lines in _free.values()])


def send(channel: str, envelope: bytes, *, asking: str = "", url: str = "") -> bool:
    """Publish; whether any process listens to the channel ``asking``, which is asked in the same message.

    A connection that died while it was idle is replaced at once; anything else raises.
    """
    name = channel.encode()
    # Written out: packing each command by itself takes as long as all the rest of it.
    message = b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n" % (len(name), name, len(envelope), envelope)
    if not asking:
        _told(url or settings.REDIS_URL, message, 1)
        return False
    other = asking.encode()
    message += b"*3\r\n$6\r\nPUBSUB\r\n$6\r\nNUMSUB\r\n$%d\r\n%b\r\n" % (len(other), other)
    _receivers, (_channel, listening) = _told(url or settings.REDIS_URL, message, 2)
    return listening > 0


def _told(url: str, message: bytes, answers: int) -> list:
    lines = _free.setdefault(url, [])
    try:
        line = lines.pop()
        told = line.ask(message, answers)
    except TimeoutError:
        raise
    except (IndexError, OSError):
        _drop(lines)  # the others are of the same age
        line = Line(url)
        told = line.ask(message, answers)
    lines.append(line)
    return told
