"""What is to be done with the open cards of an earlier step: which ones, in which order, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .items import Item
from .method import Act, Method
from .sight import Viewer
from .state import State
from .vocabulary import ItemState, Verb


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do with open cards: ``todo`` first to last, then ``done``; ``mine``: this viewer does it."""

    act: Act
    todo: tuple[str, ...]
    done: tuple[str, ...]
    focus: str
    mine: bool

    @property
    def all(self) -> tuple[str, ...]:
        return self.done + self.todo


def work_of(method: Method, state: State, visible: Sequence[Item], viewer: Viewer) -> tuple[Work, ...]:
    """``visible`` in the order of ``Sight.visible``."""
    found = []
    for act in state.now(method).acts:
        target = method.positions.get(act.on)
        if target is None:
            continue
        cards = [item for item in visible if item.step == target and item.state is ItemState.SHOWN and not item.private]
        ranks = _ranks(method, target) if act.do is Verb.ANSWER else {}
        if ranks:  # else they stand in order already
            cards.sort(key=lambda item: (item.lap, ranks.get(item.label, 0), item.order, item.id))
        done, todo = _parted(act, cards, set(state.answered.get(method.steps[state.step].key, ())))
        chosen = state.focus if state.focus and (state.focus in todo or state.focus in done) else ""
        focus = chosen or (todo or [""])[0]
        mine = bool(viewer.person) and state.may(method, act.by, viewer.person)
        found.append(Work(act, tuple(todo), tuple(done), focus, mine))
    return tuple(found)


def _parted(act: Act, cards: Sequence[Item], answered: set[str]) -> tuple[list[str], list[str]]:
    """Ids of what is done, and of what is still to do."""
    if act.do is Verb.SORT:
        ready = {item.id for item in cards if item.label in act.labels}
    elif act.do is Verb.PICK:
        ready = {item.id for item in cards if item.picked}
    else:
        ready = answered if act.do is Verb.ANSWER else set()
    return [item.id for item in cards if item.id in ready], [item.id for item in cards if item.id not in ready]


def _ranks(method: Method, target: int) -> Mapping[str, int]:
    """Label → place. Cards that were sorted come in the order of the labels: what touched most comes first."""
    return {
        label: place
        for step in method.steps
        for act in step.acts
        if act.do is Verb.SORT and method.positions.get(act.on) == target
        for place, label in enumerate(act.labels)
    }
