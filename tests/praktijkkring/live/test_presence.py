"""Who is connected is told to the room calmly, over all processes; the app hears of who leads when they are away."""

import asyncio
from types import SimpleNamespace

import pytest

from praktijkkring.live import doors, limits, presence, wire
from praktijkkring.live.presence import Presence
from tests.praktijkkring.live.steady import SteadyLoop
from tests.praktijkkring.live.straight_bus import run_alone

WAIT = 0.06
ROOM = "evening:7"


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(limits, "ABSENT_AFTER", WAIT)
    monkeypatch.setattr(limits, "ABSENT_SPREAD", 0)
    monkeypatch.setattr(limits, "TOGETHER", WAIT / 6)


@pytest.fixture
def told(monkeypatch):
    """(room id, user id) of everybody whose absence was told."""
    found = []
    monkeypatch.setitem(
        doors._kinds, "evening", doors.Kind(door=None, gone=lambda number, user_id: found.append((number, user_id)))
    )
    return found


class One:
    """A stream as far as presence looks at it."""

    def __init__(self, user_id=5, room=ROOM):
        self.user_id, self.room = user_id, SimpleNamespace(name=room)
        self.given = []

    def give(self, data):
        self.given.append(data)


class Process(Presence):
    """``shown``: what the screens of this process were told of the room, one text per event."""

    def __init__(self):
        self.shown = []
        super().__init__(lambda name, data: self.shown.append(data.decode().split("data: ")[1].strip()))

    def come(self, *users, awaits=0):
        streams = [One(user) for user in users]
        for one in streams:
            self.came(one, awaits=awaits)
        return streams


@pytest.fixture
def bus(monkeypatch):
    """Processes that hear each other, and everything that was said."""
    found = SimpleNamespace(processes=[], said=[], cut=False)

    def ring(name, message):
        found.said.append((name, message))
        if not found.cut:
            loop = found.loop
            for one in found.processes:
                loop.call_soon_threadsafe(one.heard, name, message)

    def now():
        return found.loop.time()

    monkeypatch.setattr(presence, "_ring", ring)
    monkeypatch.setattr(presence, "time", SimpleNamespace(monotonic=now))
    return found


def play(bus, scene, processes=1):
    async def run():
        bus.loop = asyncio.get_running_loop()
        bus.processes = [Process() for _ in range(processes)]
        await scene(*bus.processes)
        await asyncio.sleep(WAIT * 4)

    run_alone(run(), SteadyLoop)
    return [one.shown for one in bus.processes]


def test_who_stays_away_is_shown_so_and_told_once(bus, told):
    async def scene(here):
        leader, *_others = here.come(5, 6, awaits=5)
        await asyncio.sleep(WAIT * 1.5)
        here.went(leader)
        here.went(leader)

    assert play(bus, scene) == [["5 6", "6"]]
    assert told == [(7, 5)]


def test_of_others_the_screens_hear_and_the_app_does_not(bus, told):
    async def scene(here):
        _leader, other = here.come(5, 6, awaits=5)
        await asyncio.sleep(WAIT * 1.5)
        here.went(other)

    assert play(bus, scene) == [["5 6", "5"]]
    assert told == []


def test_a_reload_is_nobodys_absence_and_sends_nothing(bus, told):
    async def scene(here):
        old, _other = here.come(5, 6, awaits=5)
        await asyncio.sleep(WAIT * 1.5)
        here.went(old)
        await asyncio.sleep(WAIT / 2)
        (new,) = here.come(5, awaits=5)
        assert new.given == [b"event: here\ndata: 5 6\n\n"]

    assert play(bus, scene) == [["5 6"]]
    assert told == []
    assert len(bus.said) == 1, "ten who come at once, and all who come back, are one message"


def test_a_second_device_counts(bus, told):
    async def scene(here):
        phone, _laptop = here.come(5, 5, awaits=5)
        here.went(phone)

    assert play(bus, scene) == [["5"]]
    assert told == []


def test_with_two_processes_nobody_is_falsely_away(bus, told):
    async def scene(one, other):
        first, _second = one.come(5, 6, awaits=5)
        other.come(8, awaits=5)
        await asyncio.sleep(WAIT * 1.5)
        one.went(first)
        other.come(5, awaits=5)

    one, other = play(bus, scene, processes=2)
    assert (set(one), set(other)) == ({"5 6 8"}, {"5 6 8"})
    assert told == []


def test_a_process_that_comes_later_learns_who_is_served_elsewhere(bus):
    async def scene(one, other):
        one.come(5, 6)
        await asyncio.sleep(WAIT * 2)
        other.come(8)

    one, other = play(bus, scene, processes=2)
    assert one[-1] == other[-1] == "5 6 8"
    assert "8" not in other, "it waits before it says of somebody that they are away"


def test_a_process_that_was_killed_leaves_nobody_behind(bus, told, monkeypatch):
    monkeypatch.setattr(limits, "PROCESS_GONE", WAIT * 2)

    async def scene(one, other):
        one.come(6, awaits=5)
        other.come(5, 8, awaits=5)
        await asyncio.sleep(WAIT * 1.5)
        assert one.shown[-1] == "5 6 8"
        other.stop()
        bus.processes.remove(other)
        await asyncio.sleep(WAIT * 2)
        one.look_round()

    assert play(bus, scene, processes=2)[0][-1] == "6"
    assert (7, 5) in told


def test_after_a_process_was_killed_it_is_seen_that_who_leads_did_not_come_back(bus, told):
    async def scene(here):
        here.come(6, 8, awaits=5)

    assert play(bus, scene) == [["6 8"]]
    assert told == [(7, 5)]


def test_a_sign_of_life_is_one_message_for_all_rooms(bus):
    async def scene(here):
        for number in range(20):
            here.came(One(room=f"evening:{number}"))
        await asyncio.sleep(WAIT)
        bus.said.clear()
        here.look_round()
        here.look_round()

    play(bus, scene)
    assert bus.said == [(wire.EVERYBODY, wire.Here(bus.processes[0].process))]


def test_a_stream_that_is_not_counted_is_not_told(bus, told):
    async def scene(here):
        here.went(One())

    assert play(bus, scene) == [[]]
    assert told == []


def test_a_process_that_stops_tells_nothing(bus, told):
    async def scene(here):
        (one,) = here.come(5, awaits=5)
        here.went(one)
        here.stop()

    assert play(bus, scene) == [[]]
    assert told == []


def test_an_app_that_fails_does_not_trouble_the_streams(db, monkeypatch, caplog):
    def fails(number, user_id):
        raise RuntimeError("KANARIE")

    monkeypatch.setitem(doors._kinds, "evening", doors.Kind(door=None, gone=fails))
    presence.tell_gone(ROOM, 5)
    assert "absence not told: evening:7: RuntimeError" in caplog.text
    assert "KANARIE" not in caplog.text


def test_what_one_process_says_is_what_another_hears():
    message = wire.Here("ab12", (3, 5), asks=True)
    assert wire.decode(wire.encode(message)) == message


def test_rooms_that_open_at_once_are_not_told_at_once(bus, told, monkeypatch):
    """After a restart thousands do: to say of all of them who is missing would hold everybody up for that long."""
    monkeypatch.setattr(limits, "ABSENT_SPREAD", 0.5)

    async def scene(here):
        now = bus.loop.time()
        for number in range(100):
            here.came(One(5, room=f"evening:{number}"))
        waits = sorted(room.timers["known"].when() - now for room in here._rooms.values())
        assert min(waits) > WAIT * 0.99
        assert max(waits) < WAIT * 1.8
        assert waits[90] - waits[10] > WAIT * 0.2

    play(bus, scene)
