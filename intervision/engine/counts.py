"""How many have laid a card, of how many. Never who."""

from collections.abc import Iterable
from dataclasses import dataclass

from .items import LAID, Item
from .method import Input, Method
from .state import State
from .vocabulary import Kind, Phase, Shown


@dataclass(frozen=True, slots=True)
class Count:
    n: int
    of: int


def entered(method: Method, state: State, items: Iterable[Item], *, or_ready: bool = False) -> Count | None:
    """Closed cards while they are written, open ones after; None when the step asks for none.

    Who laid a card and has left since is counted: their card lies on the table, among as many as the count says.
    ``or_ready`` counts who said they are ready as having entered.
    """
    asked = _asked(method, state)
    if not asked:
        return None
    here, lap = state.step, state.lap(method.steps[state.step])
    people = {person for one in asked for person in state.persons(method, one.by)}
    kinds = {one.kind for one in asked}
    done = {
        item.author
        for item in items
        if item.step == here and item.state in LAID and item.lap == lap and item.kind in kinds and not item.private
    }
    ready = {person for person, yes in state.ready.items() if yes} if or_ready else set()
    return Count(len(done | (people & ready)), len(people | done))


def _asked(method: Method, state: State) -> list[Input]:
    step = state.now(method)
    cards = [one for one in step.inputs if one.kind is not Kind.SCORE]
    closed = [one for one in cards if one.shown is Shown.SEALED]
    if state.phase is Phase.WRITING:
        return closed
    return [one for one in cards if one.shown is Shown.LIVE] or closed
