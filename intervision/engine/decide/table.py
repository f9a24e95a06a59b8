"""What every verb of ``decide`` has in its hands, and what it gives back."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intervision.engine.items import Change, Item
from intervision.engine.method import Act, Method, Step
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import State
from intervision.engine.vocabulary import ItemState, Phase, Role, Verb


@dataclass(frozen=True, slots=True)
class Event:
    """A line for the run's log: a name and facts, never content."""

    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    state: State
    events: tuple[Event, ...] = ()
    changes: tuple[Change, ...] = ()

    def also(self, name: str, **facts: Any) -> "Decision":
        return replace(self, events=(*self.events, Event(name, facts)))


@dataclass(frozen=True, slots=True)
class Table:
    method: Method
    state: State
    items: Mapping[str, Item]
    actor: str
    now_ms: int
    rng: random.Random

    @property
    def step(self) -> Step:
        return self.state.now(self.method)

    @property
    def leads(self) -> bool:
        return self.actor == self.state.leader

    def at(self, state: State) -> "Table":
        return replace(self, state=state)

    def by(self, actor: str) -> "Table":
        return replace(self, actor=actor)

    def leader_only(self) -> None:
        if not self.leads:
            raise Refusal(Code.NOT_LEADING)

    def in_motion(self) -> None:
        """Nothing moves while somebody has said stop."""
        if self.state.stop:
            raise Refusal(Code.STOPPED)

    def open_cards(self) -> None:
        if self.state.phase is Phase.WRITING:
            raise Refusal(Code.SEALED)

    def act(self, verb: Verb) -> Act:
        found = self.step.act(verb)
        if found is None or self.state.free:
            raise Refusal(Code.NOT_NOW)
        return found

    def acting(self, verb: Verb) -> Act:
        """The act of this step, when it is for the actor (or for their scribe)."""
        act = self.act(verb)
        if not (self.state.may(self.method, act.by, self.actor) or self.actor == self.state.scribe):
            raise Refusal(Code.NOT_YOUR_TASK)
        return act

    def target(self, act: Act, item_id: str) -> Item:
        """An open item of the step that ``act`` works on."""
        item = self.items.get(item_id)
        if item is None or item.state is not ItemState.SHOWN or item.private:
            raise Refusal(Code.UNKNOWN_ITEM)
        if item.step != self.method.positions.get(act.on):
            raise Refusal(Code.UNKNOWN_ITEM)
        return item

    def here(self) -> None:
        if not self.state.roles(self.method, self.actor):
            raise Refusal(Code.NOT_HERE)

    def takes_part(self) -> None:
        if not self.state.roles(self.method, self.actor) - {Role.OBSERVER}:
            raise Refusal(Code.NOT_YOUR_TASK)

    def decided(self, name: str, changes: tuple[Change, ...] = (), /, **state: Any) -> Decision:
        """The state with these fields changed, and one event without facts."""
        return Decision(replace(self.state, **state), (Event(name),), changes)
