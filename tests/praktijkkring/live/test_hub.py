"""The hub: who gets what, and what happens to who does not read."""

import asyncio
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktijkkring.live import limits, subscription, wire
from praktijkkring.live.hub import Full
from praktijkkring.live.room import Room

from .evening import evening
from .straight_bus import StraightBus, join, make_hub, run_alone


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_ever_goes_to_a_wrong_stream(seed):
    assert evening(300, seed).wrong == []


@pytest.mark.slow
def test_nothing_goes_wrong_on_many_evenings():
    """A million deliveries, or as many as LIVE_DELIVERIES says."""
    deliveries, wanted = 0, int(os.environ.get("LIVE_DELIVERIES", "1000000"))
    while deliveries < wanted:
        passed = evening(2_000, deliveries)
        assert passed.wrong == []
        deliveries += passed.deliveries


def test_the_evening_notices_a_role_that_is_mixed_up(monkeypatch):
    real = Room.change
    mixed = {"member": "bringer", "bringer": "member", "facilitator": "facilitator"}
    monkeypatch.setattr(
        Room,
        "change",
        lambda room, change: real(room, wire.Heard(change.version, {mixed[r]: e for r, e in change.events.items()})),
    )
    assert evening(300, 1).wrong != []


def test_the_evening_notices_a_kick_that_does_nothing(monkeypatch):
    monkeypatch.setattr(Room, "kick", lambda room, user_id: None)
    assert evening(300, 1).wrong != []


def run(story):
    """Run an async test."""
    return lambda: run_alone(story())


async def one_follower(**more):
    bus = StraightBus()
    hub = await make_hub(bus, **more)
    return (bus, hub, *await join(hub, "run:1", "member", 1))


@run
async def test_a_change_reaches_a_willing_reader_without_a_single_task():
    bus, hub, reader, _ = await one_follower()
    before = len(asyncio.all_tasks())
    bus.change("run:1", 2, member="<p>")
    assert (reader.version, len(asyncio.all_tasks())) == (2, before)
    await hub.stop()


@run
async def test_who_does_not_read_gets_one_resync_instead_of_a_pile():
    bus, hub, reader, one = await one_follower()
    reader.stall()
    for version in range(2, 500):
        bus.change("run:1", version, member="x" * 1000)
        assert one.waiting <= subscription.MAILBOX
    reader.read_on()
    await asyncio.sleep(0.01)
    names = [name for name, _ in reader.names()]
    assert names.count("resync") == 1
    bus.change("run:1", 500, member="verder")
    assert reader.names()[-1] == ("patch", 500)
    assert len(reader.got) < 2 * subscription.MAILBOX
    await hub.stop()


@run
async def test_who_does_not_read_does_not_hold_up_the_others():
    bus, hub, stalled, _ = await one_follower()
    healthy, _ = await join(hub, "run:1", "member", 2)
    stalled.stall()
    for version in range(2, 100):
        bus.change("run:1", version, member="x" * 1000)
        assert healthy.version == version
    await hub.stop()


@run
async def test_somebody_put_out_who_does_not_read_gets_nothing_of_what_was_waiting():
    bus, hub, reader, _ = await one_follower()
    reader.stall()
    for version in range(2, 9):
        bus.change("run:1", version, member="x")
    got = bytes(reader.got)
    bus.kick(1, "run:1")
    reader.read_on()
    await asyncio.sleep(0.01)
    assert (reader.got, reader.aborted) == (got, True)
    await hub.stop()


@run
async def test_a_taken_over_connection_that_is_full_gets_one_resync_and_goes_on():
    bus = StraightBus()
    hub = await make_hub(bus)
    reader, one = await join(hub, "run:1", "member", 1, by_socket=True)
    one.pause_writing()
    for version in range(2, 500):
        bus.change("run:1", version, member="x" * 1000)
        assert one.waiting <= subscription.MAILBOX
    got = len(reader.got)
    one.resume_writing()
    names = [name for name, _ in reader.names()]
    assert (names.count("resync"), len(reader.got) - got < subscription.MAILBOX) == (1, True)
    bus.change("run:1", 500, member="verder")
    assert reader.names()[-1] == ("patch", 500)
    await hub.stop()


@run
async def test_a_taken_over_connection_that_is_full_is_cut_when_somebody_is_put_out():
    bus = StraightBus()
    hub = await make_hub(bus)
    reader, one = await join(hub, "run:1", "member", 1, by_socket=True)
    one.pause_writing()
    bus.change("run:1", 2, member="x")
    got = bytes(reader.got)
    bus.kick(1, "run:1")
    one.resume_writing()
    assert (reader.got, reader.aborted) == (got, True)
    one.connection_lost(None)
    assert hub.streams == 0
    await hub.stop()


@run
async def test_a_connection_that_breaks_while_sending_hurts_nobody():
    bus, hub, reader, one = await one_follower()

    async def broken(message):
        raise ConnectionResetError

    one._send = broken
    other, _ = await join(hub, "run:1", "member", 2)
    bus.change("run:1", 2, member="x")
    assert (one.ended, reader.aborted, other.version) == (True, True, 2)
    await hub.stop()


@run
async def test_a_bus_that_was_away_makes_everybody_look():
    bus, hub, reader, _ = await one_follower()
    bus.on_gap()
    assert reader.names()[-1] == ("resync", 0)
    await hub.stop()


@run
async def test_an_envelope_that_does_not_open_makes_the_room_look():
    bus, hub, reader, _ = await one_follower()
    bus._on_message(hub._seal.channel("run:1"), b"nonsense")
    assert reader.names()[-1] == ("resync", 0)
    await hub.stop()


@run
async def test_what_the_database_says_corrects_what_the_bus_lost():
    _, hub, reader, _ = await one_follower()
    hub.stored("run:1", 1, 4)
    assert reader.names()[-1] == ("resync", 4)
    hub.stored("run:1", 4, 4)
    assert len(reader.names()) == 2
    hub.stored("run:1", 4, 2)
    assert reader.names()[-1] == ("resync", 0)
    hub.stored("run:1", 2, None)
    assert reader.closed
    await hub.stop()


@run
async def test_an_old_answer_of_the_database_does_not_turn_back_the_room():
    bus, hub, reader, _ = await one_follower()
    bus.change("run:1", 2, member="x")
    hub.stored("run:1", 1, 1)
    assert reader.names()[-1] == ("patch", 2)
    await hub.stop()


@run
async def test_a_full_process_refuses_politely():
    _, hub, *_ = await one_follower(most=1)
    with pytest.raises(Full):
        await hub.enter("run:1")
    await hub.stop()


def test_an_empty_room_is_given_up_after_a_while(monkeypatch):
    monkeypatch.setattr(limits, "LINGER", 0.01)

    @run
    async def story():
        bus, hub, _, one = await one_follower()
        hub.leave(one)
        hub.leave(one)
        await asyncio.sleep(0.03)
        assert (hub.rooms, hub.streams, dict(hub._of_person)) == ({}, 0, {})
        assert bus.subscribed == {hub._seal.channel(wire.EVERYBODY)}
        await hub.stop()

    story()


def test_beats_carry_the_version_and_an_old_stream_ends(monkeypatch):
    monkeypatch.setattr(limits, "BEAT_EVERY", 0.05)

    @run
    async def story():
        bus, hub, reader, one = await one_follower()
        bus.change("run:1", 2, member="")
        await asyncio.sleep(0.3)
        assert reader.names()[-1] == ("beat", 2)
        one.ends_at = 0
        await asyncio.sleep(0.3)
        assert reader.closed
        await hub.stop()

    story()


@run
async def test_when_the_process_stops_every_stream_ends_and_no_new_one_begins():
    _, hub, reader, _ = await one_follower()
    hub.end_all()
    assert reader.closed
    with pytest.raises(Full):
        await hub.enter("run:1")
    await hub.stop()
