"""How many have laid a card, of how many. Never who."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .items import LAID, Item
from .method import Input, Method
from .state import State
from .vocabulary import Kind, Phase, Shown


@dataclass(frozen=True, slots=True)
class Count:
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """Which cards count in a step, and of whom one is expected."""

    step: int
    lap: int
    kinds: frozenset[Kind]
    people: frozenset[str]

    def count(self, items: Iterable[Item], ready: Collection[str] = ()) -> Count:
        """Who laid a card and has left since is counted: their card lies on the table, among as many as the count says."""
        step, lap, kinds = self.step, self.lap, self.kinds
        done = {
            item.author
            for item in items
            if item.step == step and item.state in LAID and item.lap == lap and item.kind in kinds and not item.private
        }
        return Count(len(done | self.people.intersection(ready)), len(self.people | done))


def awaited(method: Method, state: State) -> Awaited | None:
    """Closed cards while they are written, open ones after; None when the step asks for none."""
    asked = _asked(method, state)
    if not asked:
        return None
    people = {person for one in asked for person in state.persons(method, one.by)}
    lap = state.lap(method.steps[state.step])
    return Awaited(state.step, lap, frozenset(one.kind for one in asked), frozenset(people))


def entered(method: Method, state: State, items: Iterable[Item], *, or_ready: bool = False) -> Count | None:
    """``or_ready`` counts who said they are ready as having entered. None when the step asks for no card."""
    cards = awaited(method, state)
    ready = {person for person, yes in state.ready.items() if yes} if or_ready else ()
    return cards.count(items, ready) if cards else None


def _asked(method: Method, state: State) -> list[Input]:
    step = state.now(method)
    cards = [one for one in step.inputs if one.kind is not Kind.SCORE]
    closed = [one for one in cards if one.shown is Shown.SEALED]
    if state.phase is Phase.WRITING:
        return closed
    return [one for one in cards if one.shown is Shown.LIVE] or closed
