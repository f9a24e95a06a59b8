"""What is somebody's own is on no patch: their other devices are told to look, and nobody else is."""

from praktijkkring.live import wire

from .straight_bus import StraightBus, join, make_hub, run_alone


def told(story):
    """Who was told to fetch, by name, after a change that says that its own cards are of person 1."""
    found = []

    async def run():
        bus = StraightBus()
        hub = await make_hub(bus)
        readers = {name: (await join(hub, "run:1", "member", user))[0] for name, user in story.items()}
        bus.send("run:1", wire.Change(2, {"member": "<p>"}, mine=1))
        found.extend(name for name, reader in readers.items() if b"event: resync" in reader.got)
        assert all(reader.version == 2 or name in found for name, reader in readers.items())
        await hub.stop()

    run_alone(run())
    return found


def test_two_devices_of_one_person_both_look():
    assert told({"phone": 1, "laptop": 1, "other": 2}) == ["phone", "laptop"]


def test_with_one_device_nothing_more_is_sent():
    assert told({"phone": 1, "other": 2}) == []
