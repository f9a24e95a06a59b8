"""A method that is still being written: read without the rules, changed step by step.

A place is the key of a step, or ``step.way`` for one of the ways of a step that leaves the choice to the room.
"""

from collections.abc import Callable
from dataclasses import replace

from intervision.engine import Act, Method, Step
from intervision.engine.jsonable import read
from intervision.engine.vocabulary import Repeat, Reveal

Steps = tuple[Step, ...]


def unchecked(data: object) -> Method:
    """The method of a draft. Raises Malformed when it is no method at all; faults against the rules are left."""
    return read(Method, data)


def renamed(method: Method, key: str, version: int) -> Method:
    """The same method under another key and version."""
    return replace(method, key=key, version=version)


def find(method: Method, place: str) -> Step | None:
    """The step at this place, or None."""
    outer, _dot, inner = place.partition(".")
    step = next((one for one in method.steps if one.key == outer), None)
    if step is None or not inner:
        return step
    return next((one for one in step.modules if one.key == inner), None)


def index_of(method: Method, place: str) -> int:
    """The index of the step, also for one of its ways. The place must be there."""
    outer = place.partition(".")[0]
    return next(index for index, one in enumerate(method.steps) if one.key == outer)


def put(method: Method, place: str, step: Step) -> Method:
    """The same method with ``step`` at this place. Its key stays: other steps refer to it."""
    return _row(method, place, lambda row, index: (*row[:index], replace(step, key=row[index].key), *row[index + 1 :]))


def move(method: Method, place: str, by: int) -> Method:
    """One up (-1) or down (1); at the edge nothing happens."""

    def moved(row: Steps, index: int) -> Steps:
        target = min(max(index + by, 0), len(row) - 1)
        order = list(row)
        order.insert(target, order.pop(index))
        return tuple(order)

    return _row(method, place, moved)


def remove(method: Method, place: str) -> Method:
    return _row(method, place, lambda row, index: (*row[:index], *row[index + 1 :]))


def duplicate(method: Method, place: str) -> Method:
    """The copy comes after it. What a step does with its own cards, the copy does with its own.

    What a meeting has once, the real question and the commitment, stays with the first of the two;
    so does a later step that turns its cards over.
    """

    def doubled(row: Steps, index: int) -> Steps:
        step = row[index]
        key = free_key(step.key, taken(method))
        acts = tuple(replace(act, on=key) if act.on == step.key else act for act in step.acts)
        inputs = tuple(
            one if one.harvest in {None, "insight", "agreement"} else replace(one, harvest=None) for one in step.inputs
        )
        return (
            *row[: index + 1],
            replace(step, key=key, acts=acts, inputs=inputs, reveal=Reveal.HERE),
            *row[index + 1 :],
        )

    return _row(method, place, doubled)


def add(method: Method, steps: Steps, after: str = "") -> Method:
    """New steps after the step ``after``; at the end without one. Their keys are made free."""
    known = taken(method)
    renamed: dict[str, str] = {}
    for step in steps:
        renamed[step.key] = free_key(step.key, known)
        known.add(renamed[step.key])
    fresh = tuple(replace(step, key=renamed[step.key], acts=_acts(step.acts, renamed)) for step in steps)
    place = index_of(method, after) + 1 if after and find(method, after) else len(method.steps)
    return replace(method, steps=(*method.steps[:place], *fresh, *method.steps[place:]))


def add_way(method: Method, place: str, way: Step) -> Method:
    """One more way to fill this step; the step becomes one in which the room chooses."""
    step = find(method, place)
    known = {one.key for one in step.modules}
    way = replace(way, key=free_key(way.key, known), repeat=Repeat.ONCE, modules=())
    return put(method, place, replace(step, repeat=Repeat.SLOT, modules=(*step.modules, way)))


def taken(method: Method) -> set[str]:
    return {one.key for step in method.steps for one in (step, *step.modules)} | {"carry", "modules"}


def free_key(wanted: str, known: set[str]) -> str:
    number, key = 2, wanted
    while key in known:
        key, number = f"{wanted[:34]}-{number}", number + 1
    return key


def _acts(acts: tuple[Act, ...], renamed: dict[str, str]) -> tuple[Act, ...]:
    return tuple(replace(act, on=renamed.get(act.on, act.on)) for act in acts)


def _row(method: Method, place: str, change: Callable[[Steps, int], Steps]) -> Method:
    """``change`` on the row of steps, or of ways, in which this place lies. The place must be there."""
    outer, _dot, inner = place.partition(".")
    index = index_of(method, outer)
    if not inner:
        return replace(method, steps=change(method.steps, index))
    step = method.steps[index]
    ways = change(step.modules, next(at for at, one in enumerate(step.modules) if one.key == inner))
    slot = replace(step, modules=ways, repeat=Repeat.SLOT if ways else Repeat.ONCE)
    return replace(method, steps=(*method.steps[:index], slot, *method.steps[index + 1 :]))
