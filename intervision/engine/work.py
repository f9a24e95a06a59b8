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
    found = []
    for act in state.now(method).acts:
        target = method.positions.get(act.on)
        if target is None:
            continue
        cards = [item for item in visible if item.step == target and item.state is ItemState.SHOWN and not item.private]
        ranks = _ranks(method, target) if act.do is Verb.ANSWER else {}
        cards.sort(key=lambda item: (item.lap, ranks.get(item.label, 0), item.order, item.id))
        answered = set(state.answered.get(method.steps[state.step].key, ()))
        done = [item.id for item in cards if _is_done(act, item, answered)]
        todo = [item.id for item in cards if not _is_done(act, item, answered)]
        focus = state.focus if state.focus in {item.id for item in cards} else (todo or [""])[0]
        mine = bool(viewer.person) and state.may(method, act.by, viewer.person)
        found.append(Work(act, tuple(todo), tuple(done), focus, mine))
    return tuple(found)


def _is_done(act: Act, item: Item, answered: set[str]) -> bool:
    if act.do is Verb.SORT:
        return item.label in act.labels
    if act.do is Verb.PICK:
        return item.picked
    return act.do is Verb.ANSWER and item.id in answered


def _ranks(method: Method, target: int) -> Mapping[str, int]:
    """Label → place. Cards that were sorted come in the order of the labels: what touched most comes first."""
    return {
        label: place
        for step in method.steps
        for act in step.acts
        if act.do is Verb.SORT and method.positions.get(act.on) == target
        for place, label in enumerate(act.labels)
    }
