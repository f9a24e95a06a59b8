"""Where a run stands. JSON-able, and without one word of what people wrote.

People are opaque strings (the shell's ids). Steps are indices into the run's own copy of the method; tables about a step
are kept under its key. Moments are epoch milliseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from . import jsonable
from .clock import NO_CLOCK, Clock
from .method import Input, Method, Step
from .vocabulary import Phase, Place, Repeat, Reveal, Role, Shown, Who

# Whose screen somebody has who is more than one thing.
ORDER = (Role.FACILITATOR, Role.BRINGER, Role.MEMBER, Role.OBSERVER)
WANTED = {
    Who.BRINGER: frozenset({Role.BRINGER}),
    Who.MEMBER: frozenset({Role.MEMBER}),
    Who.EVERYONE: frozenset({Role.BRINGER, Role.MEMBER}),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A step that was left: Back returns to it with the time it still had."""

    step: int
    lap: int = 0
    left_ms: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """Who speaks: ``order[turn]``; everybody has spoken when turn is past the end.

    The clock of a turn: it has lasted ``taken`` ms, and since ``started`` when that is not 0 (then it stands still).
    """

    order: tuple[str, ...] = ()
    turn: int = 0
    passed: tuple[str, ...] = ()
    started: int = 0
    taken: int = 0

    def stilled(self, now_ms: int) -> "Round":
        return replace(self, started=0, taken=self.taken + now_ms - self.started) if self.started else self

    def running(self, now_ms: int) -> "Round":
        return self if self.started else replace(self, started=now_ms)

    @property
    def speaking(self) -> str:
        return self.order[self.turn] if self.turn < len(self.order) else ""

    @property
    def next(self) -> str:
        return self.order[self.turn + 1] if self.turn + 1 < len(self.order) else ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody pressed stop. ``by`` is for who leads and for that person alone."""

    by: str
    at: int
    was_running: bool = True
    groups: tuple[int, ...] = ()  # whose clocks were running


@dataclass(frozen=True, slots=True)
class Free:
    """A step that the method does not know, laid over the current one: everybody may speak. Next ends it."""

    minutes: int
    clock: Clock = NO_CLOCK
    before: Clock = NO_CLOCK  # the clock of the step underneath, paused
    was_running: bool = True
    groups: tuple[int, ...] = ()  # whose clocks were running


@dataclass(frozen=True)
class State:
    people: tuple[str, ...]  # who takes part, in the order of the table
    facilitator: str  # need not be one of people
    bringers: tuple[str, ...] = ()
    deputy: str = ""
    acting: str = ""  # the deputy, while they have taken over
    scribe: str = ""
    observers: tuple[str, ...] = ()
    clients: tuple[
        str, ...
    ] = ()  # who brings a case in turn, in a rotating method; fixed, so that laps keep their meaning
    contributes: bool = False  # the facilitator takes part in the content too
    plan: tuple[int, ...] = ()  # minutes per step of this run
    step: int = 0
    laps: Mapping[str, int] = field(default_factory=dict)
    phase: Phase = Phase.REVEALED
    clock: Clock = NO_CLOCK
    entered_at: int = 0
    trail: tuple[Visit, ...] = ()
    skipped: tuple[str, ...] = ()
    revealed: tuple[str, ...] = ()  # "key/lap" of sealed steps that were turned over
    round: Round | None = None
    heard: tuple[str, ...] = ()  # who has had a turn to speak in this run
    ready: Mapping[str, bool] = field(default_factory=dict)  # person → ready (True) or one more minute (False)
    stop: Stop | None = None
    free: Free | None = None
    inserted: tuple[tuple[int, int], ...] = ()  # free steps so far: (step, minutes)
    slots: Mapping[str, str] = field(default_factory=dict)  # "key/lap" → module
    groups: tuple[tuple[str, ...], ...] = ()
    group_clocks: tuple[Clock, ...] = ()
    loops: Mapping[str, int] = field(default_factory=dict)
    focus: str = ""  # the item everybody looks at, when it was chosen by hand
    answered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tallies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # votes per item, scores per figure
    cast: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # who has voted, in alphabet, until it is counted
    counted: tuple[str, ...] = ()  # "key/lap" whose count is open to all
    stances: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # "key/lap/item" → person → label
    closed: bool = False

    @classmethod
    def from_dict(cls, data: object) -> "State":
        return jsonable.read(cls, data)

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = jsonable.write(self)
        return data

    # Who is who

    @property
    def leader(self) -> str:
        return self.acting or self.facilitator

    def bringers_now(self, method: Method) -> tuple[str, ...]:
        """The case-bringers of this moment: with rotating steps one per group, or the next client."""
        return self.bringers_of(method, self.step, self.lap(method.steps[self.step]))

    def bringers_of(self, method: Method, index: int, lap: int) -> tuple[str, ...]:
        """Whose case it was in that pass through that step: what was written for them is for nobody after them."""
        step = method.steps[index]
        if step.repeat is not Repeat.MEMBER:
            return () if method.rotates else self.bringers
        if step.subgroups and self.groups:
            # Who left after their turn leaves an empty place: whose case it was does not shift.
            return tuple(group[lap] for group in self.groups if lap < len(group) and group[lap])
        return self.clients[lap : lap + 1]

    def roles(self, method: Method, person: str) -> frozenset[Role]:
        """All roles of a person now; empty when they take no part. Asked twenty times for each act, found once."""
        found = self._found.get(person)
        if found is None or found[0] is not method:
            found = self._found[person] = method, self._roles(method, person)
        return found[1]

    @cached_property
    def _found(self) -> dict[str, tuple[Method, frozenset[Role]]]:
        return {}

    def _roles(self, method: Method, person: str) -> frozenset[Role]:
        found = set()
        if person == self.leader:
            found.add(Role.FACILITATOR)
        if person in self.bringers_now(method):
            found.add(Role.BRINGER)
        elif person in self.observers or (person == self.facilitator and person not in self.people and self.acting):
            found.add(Role.OBSERVER)
        elif person in self.people and (person != self.leader or self.contributes or self.acting):
            found.add(Role.MEMBER)
        return frozenset(found)

    def role(self, method: Method, person: str) -> Role | None:
        """The role that the person's screen follows."""
        roles = self.roles(method, person)
        for role in ORDER:
            if role in roles:
                return role
        return None

    def persons(self, method: Method, who: Who) -> tuple[str, ...]:
        """Of whom something is expected, in the order of the table."""
        if who is Who.FACILITATOR:
            return (self.leader,)
        if who is Who.SCRIBE:
            return (self.scribe or self.leader,)
        wanted = WANTED[who]
        return tuple(person for person in self.people if not wanted.isdisjoint(self.roles(method, person)))

    def may(self, method: Method, who: Who, person: str) -> bool:
        """May this person do what is asked of ``who``? Everyone includes the facilitator, and observers are nobody."""
        roles = self.roles(method, person)
        if who is Who.EVERYONE:
            return bool(roles - {Role.OBSERVER})
        if who is Who.SCRIBE:
            return person == self.scribe or Role.FACILITATOR in roles
        return Role(who.value) in roles

    def agrees(self, method: Method, ready: Mapping[str, bool]) -> bool:
        """Does everybody who is asked say yes? Who leads says so by going on, who sits turned away is not asked."""
        away = self.bringers_now(method) if self.place(method).away else ()
        asked = set(self.persons(method, Who.EVERYONE)) - {self.leader, *away}
        return bool(asked) and all(ready.get(person) for person in asked)

    def offers(self, method: Method, entry: Input) -> bool:
        """While cards are closed only they are asked for, and notes; what is live follows when they lie open."""
        if self.phase is not Phase.WRITING or self.now(method).reveal is Reveal.LATER:
            return True
        return entry.shown in {Shown.SEALED, Shown.PRIVATE}

    # Which step

    def lap(self, step: Step) -> int:
        return self.laps.get(step.key, 0)

    def pass_key(self, step: Step, lap: int | None = None) -> str:
        return f"{step.key}/{self.lap(step) if lap is None else lap}"

    def group_of(self, person: str) -> int | None:
        return next((index for index, group in enumerate(self.groups) if person in group), None)

    def running_clock(self) -> Clock:
        return self.free.clock if self.free else self.clock

    def running_groups(self) -> tuple[int, ...]:
        """The groups whose own clock is running."""
        return tuple(index for index, clock in enumerate(self.group_clocks) if clock.running)

    def place(self, method: Method) -> Place:
        return Place.CIRCLE if self.free else self.now(method).place

    def now(self, method: Method) -> Step:
        """The current step as it is done now, with the chosen module in its slot."""
        return self.step_of(method, self.step)

    def step_of(self, method: Method, index: int, lap: int | None = None) -> Step:
        step = method.steps[index]
        if step.repeat is not Repeat.SLOT:
            return step
        chosen = self.slots.get(self.pass_key(step, lap), step.modules[0].key)
        return next((module for module in step.modules if module.key == chosen), step.modules[0])
