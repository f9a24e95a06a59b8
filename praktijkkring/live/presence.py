"""Who is connected to a room: told to its screens, calmly, and nothing of it is stored.

Somebody is here while a stream of theirs is open in any process, and for a while after (``limits.ABSENT_AFTER``): a
reload, a tunnel or a process that was killed is nobody's absence. Processes tell each other over the bus whom they
serve, when that changes; a sign of life per process, not per room, says that it still stands. Of who leads
(``Admission.awaits``) the app is told when they are away. Runs on the event loop, without waiting.
"""

import asyncio
import logging
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections

from . import doors, limits, visitor, wire
from .publish import say
from .subscription import Subscription

log = logging.getLogger(__name__)

Users = frozenset[int]


@dataclass(slots=True)
class Present:
    """One room. ``leaving``: whose last stream here has ended just now; ``others``: by process."""

    streams: Counter[int] = field(default_factory=Counter)
    leaving: dict[int, asyncio.TimerHandle] = field(default_factory=dict)
    others: dict[str, Users] = field(default_factory=dict)
    awaited: int = 0
    known: bool = False  # for long enough to say of somebody that they are not here
    shown: Users = frozenset()
    timers: dict[str, asyncio.TimerHandle] = field(default_factory=dict)

    @property
    def mine(self) -> Users:
        return frozenset(self.streams) | frozenset(self.leaving)

    @property
    def everybody(self) -> Users:
        return self.mine.union(*self.others.values())


class Presence:
    def __init__(self, show: Callable[[str, bytes], None] = lambda name, data: None) -> None:
        """``show(room, event)`` gives the event to every stream of the room in this process."""
        self.process = secrets.token_hex(6)
        self._show = show
        self._rooms: dict[str, Present] = {}
        self._counted: set[Subscription] = set()
        self._alive: dict[str, float] = {}  # other processes, and when they were heard
        self._signed = 0.0

    # --- streams of this process -------------------------------------------------------------------------------------

    def came(self, one: Subscription, *, awaits: int = 0) -> None:
        name, who = one.room.name, one.user_id
        room = self._rooms.get(name) or self._open(name)
        self._counted.add(one)
        room.awaited = awaits
        new = who not in room.mine
        room.streams[who] += 1
        if who in room.leaving:
            room.leaving.pop(who).cancel()
        if room.known:
            one.give(_event(room.shown))
        if new:
            self._soon(name)

    def went(self, one: Subscription) -> None:
        """Safe for a stream that is not counted, and to call twice."""
        if one not in self._counted:
            return
        self._counted.discard(one)
        name, who = one.room.name, one.user_id
        room = self._rooms[name]
        room.streams[who] -= 1
        if not room.streams[who]:
            del room.streams[who]
            room.leaving[who] = _later(limits.ABSENT_AFTER, self._gone, name, who)

    def stop(self) -> None:
        """The process ends: who was here is not away because of that."""
        for room in self._rooms.values():
            for timer in (*room.leaving.values(), *room.timers.values()):
                timer.cancel()
        self._rooms.clear()
        self._counted.clear()

    # --- other processes ---------------------------------------------------------------------------------------------

    def heard(self, name: str, message: wire.Here) -> None:
        """What another process said of a room, or of itself (then ``name`` is everybody's)."""
        if message.process == self.process:
            return
        self._alive[message.process] = time.monotonic()
        room = self._rooms.get(name)
        if room is None:
            return
        if message.users:
            room.others[message.process] = frozenset(message.users)
        else:
            room.others.pop(message.process, None)
        if message.asks:
            self._tell(name, asks=False)
        self._refresh(name, room)

    def elsewhere(self, name: str, user_id: int) -> bool:
        """Whether another process serves this person in this room too."""
        room = self._rooms.get(name)
        return room is not None and any(user_id in users for users in room.others.values())

    def look_round(self) -> None:
        """Now and then: say that this process lives, and forget those that were not heard for long."""
        now = time.monotonic()
        if now - self._signed >= limits.SIGN_OF_LIFE:
            self._signed = now
            _in_thread(_ring, wire.EVERYBODY, wire.Here(self.process))
        for dead in [one for one, at in self._alive.items() if now - at > limits.PROCESS_GONE]:
            del self._alive[dead]
            for name, room in self._rooms.items():
                lost = room.others.pop(dead, frozenset())
                self._refresh(name, room)
                if room.awaited in lost:
                    self._away(name, room)

    def ask_again(self) -> None:
        """The bus was away: what others said meanwhile was not heard."""
        for name in self._rooms:
            self._tell(name, asks=True)

    # --- what follows ------------------------------------------------------------------------------------------------

    def _open(self, name: str) -> Present:
        room = self._rooms[name] = Present()
        # After a restart all rooms open within seconds: told at one stroke, everybody would wait for it.
        later = random.uniform(0, limits.ABSENT_SPREAD)  # noqa: S311 - spreads the rooms, guards nothing
        room.timers["known"] = _later(limits.ABSENT_AFTER * (1 + later), self._known, name)
        return room

    def _known(self, name: str) -> None:
        room = self._rooms[name]
        room.known = True
        self._refresh(name, room, always=True)
        self._away(name, room)

    def _gone(self, name: str, who: int) -> None:
        room = self._rooms[name]
        room.leaving.pop(who, None)
        self._soon(name)
        if who == room.awaited:
            self._away(name, room)

    def _away(self, name: str, room: Present) -> None:
        if room.awaited and room.awaited not in room.everybody:
            _in_thread(tell_gone, name, room.awaited)

    def _soon(self, name: str) -> None:
        """Ten people who come at once are one message."""
        timers = self._rooms[name].timers
        if "soon" not in timers:
            timers["soon"] = _later(limits.TOGETHER, self._settle, name)

    def _settle(self, name: str) -> None:
        room = self._rooms[name]
        del room.timers["soon"]
        self._tell(name, asks=not room.known)
        self._refresh(name, room)
        if not room.mine:
            for timer in room.timers.values():
                timer.cancel()
            del self._rooms[name]

    def _tell(self, name: str, *, asks: bool) -> None:
        _in_thread(_ring, name, wire.Here(self.process, tuple(sorted(self._rooms[name].mine)), asks))

    def _refresh(self, name: str, room: Present, *, always: bool = False) -> None:
        if room.known and (always or room.everybody != room.shown):
            room.shown = room.everybody
            self._show(name, _event(room.shown))


def _event(users: Users) -> bytes:
    return wire.event("here", " ".join(map(str, sorted(users))))


def _later(seconds: float, then: Callable, *given) -> asyncio.TimerHandle:
    return asyncio.get_running_loop().call_later(seconds, then, *given)


def _in_thread(then: Callable, *given) -> None:
    asyncio.get_running_loop().run_in_executor(visitor.threads, then, *given)


def _ring(name: str, message: wire.Here) -> None:
    close_old_connections()
    try:
        say(name, message)
    finally:
        close_old_connections()


def tell_gone(room: str, user_id: int) -> None:
    """Ask the app that owns the room to do what it does about it. Never raises."""
    kind, _colon, number = room.partition(":")
    close_old_connections()
    try:
        doors.kind(kind).gone(int(number), user_id)
    except Exception as error:  # noqa: BLE001 - a stream that ended must not trouble the others
        log.warning("absence not told: %s: %s", room, type(error).__name__)
    finally:
        close_old_connections()
