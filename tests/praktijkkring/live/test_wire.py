"""What goes over the wires: events that nothing breaks out of, envelopes that nobody else opens."""

import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijkkring.live import wire

SEAL = wire.Seal("secret")
texts = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\n: aid")), max_size=80)


def browsers_reading(data):
    """Events as the HTML standard reads them: (type, data, id)."""
    events, kind, lines, last = [], "", [], ""
    for line in re.split(r"\r\n|\r|\n", data.decode()):
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line and lines:
            events.append((kind, "\n".join(lines), last))
            kind, lines = "", []
        elif name == "event":
            kind = value
        elif name == "data":
            lines.append(value)
        elif name == "id":
            last = value
    return events


@given(texts)
def test_whatever_is_in_a_patch_stays_in_it(html):
    read = browsers_reading(wire.patch(7, html) + wire.beat(8))
    assert read == [("patch", re.sub(r"\r\n|\r", "\n", html), "7"), ("beat", "8", "7")]


@given(st.integers(0, 2**62), st.dictionaries(st.sampled_from(["member", "bringer"]), texts))
def test_a_change_comes_out_as_it_went_in(version, patches):
    heard = wire.decode(SEAL.open("c", SEAL.close("c", wire.encode(wire.Change(version, patches)))))
    assert heard == wire.Heard(version, {role: wire.patch(version, html) for role, html in patches.items()})


def test_a_kick_comes_out_as_it_went_in():
    assert wire.decode(wire.encode(wire.Kick(42))) == wire.Kick(42)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"nonsense",
        b"[]",
        b"7",
        b"change",
        b"change 1",
        b"change x 0\n{}\n",
        b"change 1 0\n[]\n",
        b"change 1 0 3\n{}\nab",
        b'change 1 0\n{"member": 0}\n',
        b'change 1 0 2\n{"member": "a"}\nab',
        b"kick",
        b"kick x",
        b"kick 1 2",
        b"here\n{}",
        b"here\n[]",
    ],
)
def test_what_is_no_message_is_refused(payload):
    with pytest.raises(ValueError):
        wire.decode(payload)


@pytest.mark.parametrize("length", [10, 10_000])
def test_the_text_cannot_be_found_in_an_envelope(length):
    text = b"KANARIE" * length
    sealed = SEAL.close("c", text)
    assert b"KANARIE" not in sealed
    assert SEAL.close("c", text) != sealed
    assert SEAL.open("c", sealed) == text


def test_an_envelope_opens_only_on_its_own_channel_with_our_key_and_unchanged():
    sealed = SEAL.close("live:run:1", b"x" * 1000)
    changed = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in (0, 1, 12, 13, len(sealed) - 1)]
    attempts = [(SEAL, "live:run:2", sealed), (wire.Seal("other"), "live:run:1", sealed)]
    attempts += [(SEAL, "live:run:1", one) for one in (*changed, b"", b"\x01", sealed[:-1])]
    for seal, channel, envelope in attempts:
        with pytest.raises(ValueError):
            seal.open(channel, envelope)


def test_a_small_envelope_never_becomes_a_big_one():
    bomb = zlib.compress(b"0" * (wire.LARGEST_OPENED + 1))
    with pytest.raises(ValueError, match="too big"):
        wire._inflate(bomb)


def test_two_deployments_on_one_redis_do_not_share_a_channel():
    assert SEAL.channel("run:1") != wire.Seal("other").channel("run:1")


def test_there_is_no_seal_without_a_secret():
    with pytest.raises(ValueError):
        wire.Seal("")
