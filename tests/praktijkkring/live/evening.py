"""An evening with much coming and going, and what must not happen in it."""

import random

from praktijkkring.live import limits, wire

from .straight_bus import StraightBus, join, make_hub, run_alone

ROLES = ["member", "bringer", "facilitator"]


class Evening:
    """Random joins, leaves, kicks and changes over a few rooms; ``wrong`` is whatever should not have happened."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.versions = dict.fromkeys(["run:1", "run:2", "run:11"], 1)
        self.there, self.deliveries, self.wrong = [], 0, []

    async def pass_by(self, steps):
        self.bus = StraightBus()
        self.hub = await make_hub(self.bus)
        acts = [self.join, self.leave, self.kick, self.change]
        for act in self.chance.choices(acts, [3, 1, 1, 8], k=steps):
            await act(self.chance.choice(list(self.versions)), self.chance.randrange(12))
        for room, role, _, reader, _ in self.there:
            data = [line for line in reader.got.decode().split("\n") if line.startswith("data: <")]
            self.wrong += [line for line in data if not line.startswith(f"data: <{room} {role} ")]
        await self.hub.stop()
        return self

    async def join(self, room, user):
        if len(self.there) < 60 and self.hub._of_person[user] < limits.STREAMS_PER_PERSON:
            role, version = self.chance.choice(ROLES), self.versions[room]
            some = self.chance.random() < 0.7
            one = await join(self.hub, room, role, user, version=version, by_socket=some)
            self.there.append((room, role, user, *one))

    async def leave(self, room, user):
        if self.there:
            self.hub.leave(self.there.pop(self.chance.randrange(len(self.there)))[4])

    async def kick(self, room, user):
        where = self.chance.choice([room, wire.EVERYBODY])
        self.bus.kick(user, where)
        for one in [one for one in self.there if one[2] == user and where in (one[0], wire.EVERYBODY)]:
            self.there.remove(one)
            self.hub.leave(one[4])
            self.wrong += [] if one[3].closed else ["a kicked one is still open"]

    async def change(self, room, user):
        self.versions[room] += 1
        version = self.versions[room]
        self.bus.change(room, version, **{role: f"<{room} {role} {version}>" for role in ROLES})
        readers = [reader for name, _, _, reader, _ in self.there if name == room]
        self.deliveries += len(readers)
        self.wrong += [f"change {version} did not arrive" for reader in readers if reader.version != version]


def evening(steps, seed):
    return run_alone(Evening(seed).pass_by(steps))
