"""What becomes of contributions when a run is closed, and which of them fill the harvest."""

from collections.abc import Iterable, Mapping

from .items import Item
from .method import Method
from .state import State
from .vocabulary import Fate, Harvest, ItemState, Keep, Shown

KEPT = {Keep.NONE: Fate.ERASED, Keep.BRINGER: Fate.BRINGER, Keep.GROUP: Fate.GROUP, Keep.CARRY: Fate.CARRY}


def fates(method: Method, state: State, items: Iterable[Item]) -> dict[str, Fate]:
    """Item id → fate. What was never opened, withdrawn, or marked ``none`` is erased; what is private stays private.

    An insight that was only begun stays with its author.
    """
    return {item.id: _fate(method, state, item) for item in items}


def _fate(method: Method, state: State, item: Item) -> Fate:
    step = state.step_of(method, item.step, item.lap)
    entry = step.input(item.kind)
    if item.state is ItemState.DRAFT and entry and entry.harvest is Harvest.INSIGHT:
        return Fate.AUTHOR
    if item.state is not ItemState.SHOWN:
        return Fate.ERASED
    fate = KEPT[step.keep_of(item.kind)]
    if fate is Fate.ERASED:
        return fate
    if entry is None or item.private or entry.shown is Shown.PRIVATE:
        return Fate.AUTHOR
    if entry.shown is Shown.BRINGER:
        return Fate.BRINGER
    return fate


def harvest(method: Method, state: State, items: Iterable[Item]) -> Mapping[Harvest, tuple[Item, ...]]:
    """The open items that fill each line of the harvest, in order; the last real question and commitment count.

    Includes what an author keeps to themself (``item.private``, or an input that is private): their own insight.
    """
    found: dict[Harvest, list[Item]] = {goal: [] for goal in Harvest}
    for item in sorted(items, key=lambda one: (one.lap, one.step, one.order, one.id)):
        entry = state.step_of(method, item.step, item.lap).input(item.kind)
        if item.state is ItemState.SHOWN and entry and entry.harvest:
            found[entry.harvest].append(item)
    return {goal: tuple(some) for goal, some in found.items()}
