"""What goes over the two wires: plain events to the browser, sealed envelopes over the bus.

No Django in here. An event is ready-made bytes: it is encoded once and copied to every stream.
"""

import functools
import json
import os
import zlib
from dataclasses import dataclass, field
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Below this, deflating costs both sides more than it spares the bus.
WORTH_DEFLATING = 16_384
# Nobody opens more than this: a small envelope must not become a big one.
LARGEST_OPENED = 4_000_000
_PLAIN, _DEFLATED = b"\x01", b"\x02"
_FORMS = frozenset({_PLAIN, _DEFLATED})
_NONCE = 12

EVERYBODY = "*"
"""The room on which a person is put out of every room at once."""


# --- to the browser --------------------------------------------------------------------------------------------------


def event(name: str, data: str = "") -> bytes:
    """One Server-Sent Event."""
    return b"event: %b\ndata: %b\n\n" % (name.encode(), _lines(data))


def _lines(data: str) -> bytes:
    """Every kind of line end becomes a line of its own, so nothing can break out."""
    if isinstance(data, Steady):
        return data.lines
    if "\r" in data:
        data = data.replace("\r\n", "\n").replace("\r", "\n")
    return data.replace("\n", "\ndata: ").encode()


class Steady(str):  # noqa: SLOT000 - keeps how it is encoded
    """A text that is sent again and again and has nothing of anybody in it: it is encoded once."""

    def __str__(self) -> str:
        return self

    @functools.cached_property
    def lines(self) -> bytes:
        return _lines(self[:])


def patch(version: int, html: str) -> bytes:
    """The only event with an id: what a browser names as ``Last-Event-ID`` is a change that it was given."""
    return b"id: %d\nevent: patch\ndata: %b\n\n" % (version, _lines(html))


def hello(version: int) -> bytes:
    return event("hello", str(version))


def beat(version: int) -> bytes:
    return event("beat", str(version))


def resync(version: int = 0) -> bytes:
    """Fetch the whole, unless you have ``version`` already. 0: fetch it anyway."""
    return event("resync", str(version))


def kick() -> bytes:
    """You are put out. Coming back is allowed, through the door."""
    return event("kick")


def retry(milliseconds: int) -> bytes:
    return b"retry: %d\n\n" % milliseconds


# --- over the bus ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A room moved to ``version``. A role without a text of its own must fetch the whole; "" is: nothing to see.

    ``mine``: whose own screen changed besides; who follows with more than one device fetches on each of them.
    """

    version: int
    patches: dict[str, str] = field(default_factory=dict)
    mine: int = 0


class Heard(NamedTuple):
    """A ``Change`` as it arrives: each role's event, ready for the browser."""

    version: int
    events: dict[str, bytes]
    mine: int = 0


@dataclass(frozen=True, slots=True)
class Kick:
    user_id: int


@dataclass(frozen=True, slots=True)
class Here:
    """Whom a process serves in this room. To everybody and without users: this process lives."""

    process: str
    users: tuple[int, ...] = ()
    asks: bool = False  # and whom do you serve?


Message = Change | Kick | Here


def encode(message: Message) -> bytes:
    """A line that says what follows, then the events themselves: whoever hears it has nothing left to do but copy.

    Who gets which event has a line to itself, for it is the same from change to change: it is written and read once.
    """
    if isinstance(message, Kick):
        return b"kick %d" % message.user_id
    if isinstance(message, Here):
        return b"here\n" + json.dumps({"h": message.process, "u": message.users, "q": message.asks}).encode()
    # Roles that see the same share one event.
    places: dict[str, int] = {}
    shared = tuple([(role, places.setdefault(text, len(places))) for role, text in message.patches.items()])
    events = [patch(message.version, text) for text in places]
    sizes = b" ".join([b"%d" % len(one) for one in events])
    return b"change %d %d %b\n%b\n%b" % (message.version, message.mine, sizes, _line_of(shared), b"".join(events))


def decode(payload: bytes) -> Heard | Kick | Here:
    """Raises ValueError for anything that ``encode`` did not make."""
    head, _, rest = payload.partition(b"\n")
    try:
        kind, *numbers = head.split()
        if kind == b"change":
            return _heard(rest, *map(int, numbers))
        if kind == b"kick":
            return Kick(*map(int, numbers))
        values = json.loads(rest)
        return Here(str(values["h"]), tuple(map(int, values["u"])), bool(values["q"]))
    except (TypeError, AttributeError, LookupError) as error:
        raise ValueError("not a message of ours") from error


def _heard(rest: bytes, version: int, mine: int, *sizes: int) -> Heard:
    line, _, body = rest.partition(b"\n")
    events, end = [], 0
    for size in sizes:
        events.append(body[end : end + size])
        end += size
    if end != len(body):
        raise ValueError("cut off")
    return Heard(version, {role: events[place] for role, place in _read_line(line)}, mine)


@functools.lru_cache(maxsize=256)
def _line_of(shared: tuple[tuple[str, int], ...]) -> bytes:
    return json.dumps(dict(shared)).encode()


@functools.lru_cache(maxsize=256)
def _read_line(line: bytes) -> list[tuple[str, int]]:
    """Each role with the place of its event."""
    return list(json.loads(line).items())


class Seal:
    """Closes and opens envelopes with a key that only the processes of this deployment have.

    The name of the channel is part of what is authenticated: an envelope that is moved to another room does not open.
    """

    def __init__(self, secret: str):
        if not secret:
            raise ValueError("a seal needs a secret")
        self._cipher = AESGCM(self._derive(secret, b"live: envelope", 32))
        # Two deployments on one Redis do not hear each other.
        self.tag = self._derive(secret, b"live: channel names", 6).hex()

    @staticmethod
    def _derive(secret: str, purpose: bytes, length: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=b"praktijkkring", info=purpose).derive(secret.encode())

    def channel(self, room: str) -> str:
        return f"live:{self.tag}:{room}"

    def close(self, channel: str, payload: bytes) -> bytes:
        form = _PLAIN
        if len(payload) >= WORTH_DEFLATING:
            form, payload = _DEFLATED, zlib.compress(payload, 1)
        nonce = os.urandom(_NONCE)
        return form + nonce + self._cipher.encrypt(nonce, payload, form + channel.encode())

    def open(self, channel: str, envelope: bytes) -> bytes:
        """Raises ValueError when the envelope is not ours, or was meant for another channel."""
        form, nonce, sealed = envelope[:1], envelope[1 : 1 + _NONCE], envelope[1 + _NONCE :]
        if form not in _FORMS or len(nonce) != _NONCE:
            raise ValueError("not an envelope")
        try:
            payload = self._cipher.decrypt(nonce, sealed, form + channel.encode())
        except InvalidTag as error:
            raise ValueError("not our envelope") from error
        return _inflate(payload) if form == _DEFLATED else payload


def mark_of(envelope: bytes) -> bytes:
    """No two envelopes have the same."""
    return envelope[1 : 1 + _NONCE]


@functools.lru_cache(maxsize=4)
def seal(secret: str) -> Seal:
    return Seal(secret)


def _inflate(payload: bytes) -> bytes:
    inflater = zlib.decompressobj()
    opened = inflater.decompress(payload, LARGEST_OPENED)
    if not inflater.eof:
        raise ValueError("too big an envelope")
    return opened
