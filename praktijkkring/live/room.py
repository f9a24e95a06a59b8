"""What the hub keeps of a room that somebody follows, and of those who stand at its door."""

from typing import TYPE_CHECKING

from . import wire

if TYPE_CHECKING:
    import asyncio

    from .subscription import Subscription


class Room:
    __slots__ = ("_beat", "forget", "heard", "name", "newcomers", "roles", "version")

    def __init__(self, name: str, heard: "asyncio.Future[bool]"):
        self.name = name
        self.heard = heard
        self.version = 0
        self._beat = b""
        self.roles: dict[str, set[Subscription]] = {}
        self.newcomers: set[Newcomer] = set()
        self.forget: asyncio.TimerHandle | None = None

    @property
    def kind(self) -> str:
        return self.name.partition(":")[0]

    @property
    def number(self) -> int:
        return int(self.name.partition(":")[2])

    @property
    def beat(self) -> bytes:
        """Made when it is asked for: there are far more changes than beats."""
        self._beat = self._beat or wire.beat(self.version)
        return self._beat

    @property
    def empty(self) -> bool:
        return not self.newcomers and not any(self.roles.values())

    def followers(self) -> list["Subscription"]:
        return [one for followers in self.roles.values() for one in followers]

    def move_to(self, version: int) -> None:
        self.version = version
        self._beat = b""

    def change(self, change: wire.Heard) -> None:
        """Each role its own bytes. A role that the writer did not think of fetches its page through the door."""
        if change.version > self.version:
            self.move_to(change.version)
        for newcomer in self.newcomers:
            newcomer.note(change.version)
        for role, followers in self.roles.items():
            data = change.events.get(role) or wire.resync(change.version)
            for one in tuple(followers):
                one.give(data)

    def kick(self, user_id: int) -> None:
        for newcomer in self.newcomers:
            newcomer.kicked.add(user_id)
        for one in self.followers():
            if one.user_id == user_id:
                one.end(wire.kick())

    def resync(self, version: int = 0) -> None:
        for newcomer in self.newcomers:
            newcomer.note(version)
        data = wire.resync(version)
        for one in self.followers():
            one.give(data)

    def close(self) -> None:
        for one in self.followers():
            one.end(wire.kick())


class Newcomer:
    """Between "this process hears the room" and "the door has answered": what happened meanwhile."""

    __slots__ = ("kicked", "newest", "room", "unsure")

    def __init__(self, room: Room):
        self.room = room
        self.newest = 0
        self.unsure = False
        self.kicked: set[int] = set()

    def note(self, version: int) -> None:
        self.unsure = self.unsure or version == 0
        self.newest = max(self.newest, version)

    def missed(self, version: int) -> bool:
        """Whether more happened than the door knew when it answered ``version``."""
        return self.unsure or self.newest > version
