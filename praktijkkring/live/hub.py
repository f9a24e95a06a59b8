"""Fan-out in one process: what comes over the bus goes to the streams of that room and role, and to no other.

Everything here runs on one event loop and, but for ``enter``, without waiting. No Django, no database.
"""

import asyncio
import contextlib
import logging
import random
from collections import Counter
from typing import TYPE_CHECKING

from . import limits, wire
from .bus import Bus
from .presence import Presence
from .pulse import Pulse
from .room import Newcomer, Room
from .subscription import Subscription

if TYPE_CHECKING:
    from .near import Near

log = logging.getLogger(__name__)


class Full(Exception):
    """No more streams in this process, or for this person."""


class Hub:
    def __init__(self, bus: Bus, seal: wire.Seal, most: int = 0):
        self.bus = bus
        self.rooms: dict[str, Room] = {}
        self.streams = 0
        self.pulse = Pulse()
        self.presence = Presence(self._show)
        self._seal = seal
        self._most = most or limits.streams_per_process()
        self._of_person: Counter[int] = Counter()
        self._room_of_channel: dict[str, str] = {}
        self._closing = False
        self.near: Near | None = None

    async def start(self) -> None:
        everybody = self._seal.channel(wire.EVERYBODY)
        self._room_of_channel[everybody] = wire.EVERYBODY
        first_connected = asyncio.Event()

        def gap() -> None:
            first_connected.set()
            self.resync_all()
            self.presence.ask_again()

        await self.bus.start(self._hear, gap)
        await self.bus.subscribe(everybody)
        self.pulse.start()
        # Who comes while the bus is not there yet would be told to look again a moment later.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(first_connected.wait(), limits.WAIT_FOR_BUS)

    async def stop(self) -> None:
        self.end_all()
        self.presence.stop()
        self.pulse.stop()
        for room in self.rooms.values():
            if room.forget:
                room.forget.cancel()
        await self.bus.stop()

    # --- coming and going --------------------------------------------------------------------------------------------

    async def enter(self, name: str) -> Newcomer:
        """Step one of joining: returns when this process certainly hears the room, or the bus is known to be away.

        Only after this may the version be read: whatever is published from here on is noted for the newcomer, and what
        was published before is in the version. Raises Full. Each newcomer is either admitted or leaves.
        """
        if self._closing or self.streams >= self._most:
            raise Full
        newcomer = Newcomer(self.rooms.get(name) or self._open(name))
        newcomer.room.newcomers.add(newcomer)
        try:
            await asyncio.shield(newcomer.room.heard)
        except BaseException:
            self.leave(newcomer)
            raise
        return newcomer

    def check(self, user_id: int) -> None:
        """Raises Full when this person already has as many streams as somebody may have."""
        if self._of_person[user_id] >= limits.STREAMS_PER_PERSON:
            raise Full

    def admit(self, newcomer: Newcomer, subscription: Subscription, version: int, seen: int) -> None:
        """Step two: the door let them in at ``version`` while their screen shows ``seen``."""
        room = subscription.room
        self.leave(newcomer)
        if version > room.version:
            room.move_to(version)
        subscription.give(wire.retry(random.randint(500, 2500)) + wire.hello(version))  # noqa: S311 - spreads reconnects
        if self._closing or subscription.user_id in newcomer.kicked:
            subscription.end(wire.kick())
            return
        if seen != version or newcomer.missed(version):
            subscription.give(wire.resync(0 if newcomer.unsure else max(version, newcomer.newest)))
        room.roles.setdefault(subscription.role, set()).add(subscription)
        self.pulse.add(subscription)
        self._of_person[subscription.user_id] += 1
        self.streams += 1

    def leave(self, who: Newcomer | Subscription) -> None:
        """Safe to call twice, and for somebody who never came in."""
        room = who.room
        if isinstance(who, Subscription):
            self.presence.went(who)
        if isinstance(who, Newcomer):
            room.newcomers.discard(who)
        elif who in room.roles.get(who.role, ()):
            room.roles[who.role].discard(who)
            self.pulse.discard(who)
            self.streams -= 1
            self._of_person[who.user_id] -= 1
            if not self._of_person[who.user_id]:
                del self._of_person[who.user_id]
        if room.empty and not room.forget:
            room.forget = asyncio.get_running_loop().call_later(limits.LINGER, self._forget, room)

    def _open(self, name: str) -> Room:
        channel = self._seal.channel(name)
        self._room_of_channel[channel] = name
        room = self.rooms[name] = Room(name, asyncio.ensure_future(self.bus.subscribe(channel)))
        return room

    def _forget(self, room: Room) -> None:
        room.forget = None
        if room.empty:
            channel = self._seal.channel(room.name)
            del self.rooms[room.name], self._room_of_channel[channel]
            self.bus.unsubscribe(channel)

    # --- what comes over the bus -------------------------------------------------------------------------------------

    def _show(self, name: str, data: bytes) -> None:
        room = self.rooms.get(name)
        for one in room.followers() if room else ():
            one.give(data)

    def _hear(self, channel: str, envelope: bytes) -> None:
        name = self._room_of_channel.get(channel)
        if name is None or (self.near and self.near.is_echo(wire.mark_of(envelope))):
            return
        self._tell(name, self._opened(channel, envelope, name))

    def hear_near(self, channel: str, payload: bytes) -> None:
        """What a thread of this process did, before the bus brings it."""
        if name := self._room_of_channel.get(channel):
            self._tell(name, wire.decode(payload))

    def _tell(self, name: str, message: wire.Heard | wire.Kick | wire.Here | None) -> None:
        if isinstance(message, wire.Here):
            self.presence.heard(name, message)
            return
        rooms = list(self.rooms.values()) if name == wire.EVERYBODY else [self.rooms[name]]
        for room in rooms:
            if message is None:
                room.resync()
            elif isinstance(message, wire.Kick):
                room.kick(message.user_id)
            else:
                room.change(message)
                self._other_devices(room, message.mine)

    def _other_devices(self, room: Room, user_id: int) -> None:
        """Somebody with two devices wrote on one of them: both fetch, for no patch holds what is theirs alone."""
        theirs = [one for one in room.followers() if one.user_id == user_id] if user_id else []
        if len(theirs) > 1 or (theirs and self.presence.elsewhere(room.name, user_id)):
            for one in theirs:
                one.give(wire.resync())

    def _opened(self, channel: str, envelope: bytes, name: str) -> wire.Heard | wire.Kick | wire.Here | None:
        try:
            return wire.decode(self._seal.open(channel, envelope))
        except ValueError as error:
            log.warning("not opened: %s: %s", name, error)
            return None

    def resync_all(self) -> None:
        for room in self.rooms.values():
            room.resync()

    def stored(self, name: str, asked_at: int, version: int | None) -> None:
        """What the database says of a room that was at ``asked_at`` here when it was asked. None: it is gone."""
        room = self.rooms.get(name)
        if room is None:
            return
        if version is None:
            room.close()
        elif version > room.version:
            room.move_to(version)
            room.resync(version)
        elif version < asked_at == room.version:  # a backup was put back
            room.move_to(version)
            room.resync()

    def end_all(self) -> None:
        """The process stops: everybody comes back to another one, not all in the same moment."""
        self._closing = True
        for room in self.rooms.values():
            for one in room.followers():
                one.end(wire.retry(random.randint(100, 2000)))  # noqa: S311 - spreads the reconnects
