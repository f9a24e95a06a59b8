"""A rehearsal at one moment: the state and items of the engine, the texts, and how it is played and looked at."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from intervision.engine import Command, Event, Item, Method, Role, State, Who, decide, start
from intervision.engine.jsonable import read, write

from .texts import FACILITATOR, people, sayings

EYES = (Role.FACILITATOR, Role.BRINGER, Role.MEMBER, Role.SCREEN)
SPEEDS = (1, 2, 4)
PART_OF = {Role.FACILITATOR: "f", Role.BRINGER: "b", Role.MEMBER: "m"}
SCRIBE = "5"


@dataclass(frozen=True)
class Kept:
    """All that travels. Moments are milliseconds of the rehearsal's own time, which may run faster."""

    state: State
    seed: int
    language: str
    now_ms: int
    real_ms: int  # the moment of the server at which it was ``now_ms``
    speed: int = 1
    eye: Role = Role.FACILITATOR
    mine: tuple[Role, ...] = (Role.FACILITATOR,)  # parts that the person who rehearses plays by hand
    items: tuple[Item, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)  # item → which act changed it last
    marks: Mapping[str, int] = field(
        default_factory=dict
    )  # "place", "turn" or a person → when that last began or acted
    acts: int = 0


@dataclass(frozen=True)
class Stage:
    method: Method
    kept: Kept
    events: tuple[Event, ...] = ()  # of this request
    actors: frozenset[str] = frozenset()  # who did something in this request

    @classmethod
    def open(cls, method: Method, *, seed: int, language: str, real_ms: int, watch: bool = False) -> "Stage":
        """The first moment. ``watch``: everybody is simulated, the facilitator too."""
        table = [one.id for one in people().values() if one.seat]
        state = start(
            method,
            people=table,
            facilitator=FACILITATOR,
            bringers=table[:1],
            now_ms=real_ms,
            rng=random.Random(seed),  # noqa: S311 - a rehearsal is meant to be repeatable
        )
        if any(one.by is Who.SCRIBE for step in method.steps for one in step.inputs):
            state = replace(state, scribe=SCRIBE)
        kept = Kept(
            state, seed, sayings(language).language, real_ms, real_ms, marks={"place": real_ms, "turn": real_ms}
        )
        if watch:
            kept = replace(kept, mine=(), eye=Role.MEMBER)
        return cls(method, kept)

    @classmethod
    def from_dict(cls, method: Method, data: object) -> "Stage":
        return cls(method, read(Kept, data))

    def to_dict(self) -> dict:
        return write(self.kept)

    def but(self, **fields) -> "Stage":
        return replace(self, kept=replace(self.kept, **fields))

    @property
    def state(self) -> State:
        return self.kept.state

    def person_of(self, role: Role) -> str:
        """Who has this part now; in a method in which everybody brings a case it changes."""
        if role is Role.FACILITATOR:
            return self.state.leader
        if role is Role.BRINGER:
            return (self.state.bringers_now(self.method) or self.state.people)[0]
        bringers = self.state.bringers_now(self.method) or self.state.people[:1]
        return next((one for one in self.state.people if one not in bringers and one != self.state.scribe), "")

    @property
    def by_hand(self) -> frozenset[str]:
        return frozenset(self.person_of(role) for role in self.kept.mine)

    def at(self, step: int) -> State:
        """The state as if it were in that step: to know what is said there."""
        return replace(self.state, step=step)

    def place(self) -> str:
        step = self.method.steps[self.state.step]
        return f"{self.state.pass_key(step)}.{self.state.phase}.{self.state.closed}.{bool(self.state.free)}"

    def do(self, command: Command, actor: str, at_ms: int, text: str | None = None) -> "Stage":
        """Carry out a command at this moment of the rehearsal. Raises Refusal."""
        kept = self.kept
        rng = random.Random(f"{kept.seed}/{kept.acts}")  # noqa: S311
        decision = decide(self.method, kept.state, kept.items, command, actor=actor, now_ms=at_ms, rng=rng)
        fresh = {change.item.id: change.item for change in decision.changes}
        known = {item.id for item in kept.items}
        items = (*(fresh.get(item.id, item) for item in kept.items), *(fresh[one] for one in fresh if one not in known))
        texts = {**kept.texts, command.item: text} if text is not None else kept.texts
        after = replace(
            self,
            kept=replace(
                kept,
                state=decision.state,
                items=items,
                texts=texts,
                changed={**kept.changed, **dict.fromkeys(fresh, kept.acts + 1)},
                acts=kept.acts + 1,
                now_ms=max(kept.now_ms, at_ms),
            ),
            events=(*self.events, *decision.events),
            actors=self.actors | {actor},
        )
        return after.but(marks=self._marked(after, actor, at_ms))

    def _marked(self, after: "Stage", actor: str, at_ms: int) -> dict[str, int]:
        if after.place() != self.place():
            return {"place": at_ms, "turn": at_ms}
        marks = {**self.kept.marks, actor: at_ms}
        before, now = self.state.round, after.state.round
        if (before and before.speaking) != (now and now.speaking):
            marks["turn"] = at_ms
        return marks

    def fresh_id(self) -> str:
        rng = random.Random(f"{self.kept.seed}/id/{self.kept.acts}")  # noqa: S311
        return str(uuid.UUID(int=rng.getrandbits(128), version=4))
