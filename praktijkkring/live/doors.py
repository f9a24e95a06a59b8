"""Who may follow what. The app that owns a kind of room registers the door to it, once, when it starts."""

from collections.abc import Callable
from dataclasses import dataclass

Door = Callable[..., "Admission"]
Versions = Callable[[list[int]], dict[int, int]]
Gone = Callable[[int, int], None]
Beforehand = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Admission:
    """What the door says: which role's patches this person gets, and the version of the room as it is stored now.

    ``present``: who is in the room sees that this person is connected. ``awaits``: of this person the app is told when
    they are away.
    """

    role: str
    version: int
    present: bool = False
    awaits: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    door: Door
    versions: Versions | None = None
    gone: Gone = lambda number, user_id: None
    beforehand: Beforehand = lambda: None


_kinds: dict[str, Kind] = {}


def register(kind: str, door: Door, versions: Versions | None = None, **more: Gone | Beforehand) -> None:
    """``door(user, id)`` answers an ``Admission`` or raises Http404; it runs in a thread and may use the database.

    ``versions(ids)`` answers ``{id: stored version}`` for the rooms that still exist, in one query. It is asked every
    quarter of a minute, and every two seconds while the bus is away: this is what makes screens follow without a bus.
    A room that is missing from the answer is closed.

    ``gone(id, user_id)`` hears that somebody who is awaited has been away for a while; it runs in a thread too.
    ``beforehand()`` is called once when a process starts, in a thread: for what the first change would wait for.
    """
    _kinds[kind] = Kind(door, versions, **more)


def kind(name: str) -> Kind | None:
    return _kinds.get(name)


def every() -> list[Kind]:
    return list(_kinds.values())
