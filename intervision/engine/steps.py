"""Entering and leaving a step: phase, clock, order of speaking, groups, turning cards over."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .clock import Clock
from .items import Change, Item
from .method import Method, Step
from .state import Round, State
from .vocabulary import ItemState, Phase, Repeat, Reveal, Role, Shown, Speech, Turns, Verb, Who

LEAST_MS = 60_000  # who goes back finds at least a minute


def enter(method: Method, state: State, index: int, *, now_ms: int, rng: random.Random, left_ms: int = 0) -> State:
    """``state`` at the beginning of step ``index``; the lap is taken from the state."""
    step = method.steps[index]
    clock = Clock.of(state.plan[index], now_ms)
    if left_ms and clock.exists:
        clock = Clock(clock.total_ms, now_ms + max(left_ms, LEAST_MS))
    key = state.pass_key(step)
    state = replace(
        state,
        step=index,
        clock=clock,
        entered_at=now_ms,
        free=None,
        focus="",
        ready={},
        round=None,
        group_clocks=(),
        skipped=tuple(one for one in state.skipped if one != key),
    )
    real = state.now(method)
    writing = real.sealed and real.reveal is Reveal.HERE and key not in state.revealed
    if real.subgroups:
        groups = state.groups or grouped(method, state, real.subgroups, rng)
        state = replace(state, groups=groups, group_clocks=tuple(clock for _ in groups))
    if writing:
        return replace(state, phase=Phase.WRITING)
    if real.sealed and real.reveal is Reveal.LATER and key not in state.revealed:
        return replace(state, phase=Phase.WRITING)
    return opened(method, state, now_ms=now_ms)


def opened(method: Method, state: State, *, now_ms: int) -> State:
    """The talking part of the step: with a round where the step has one."""
    step = state.now(method)
    order = speakers(method, state) if step.turns is Turns.ROUND else ()
    return replace(state, phase=Phase.REVEALED, round=Round(order, started=now_ms) if order else None)


def speakers(method: Method, state: State) -> tuple[str, ...]:
    """Who speaks in a round: the case-bringer first, then the table, each time beginning with somebody else.

    Where the others read aloud what they wrote for the case-bringer, the case-bringer comes last. Where who leads asks
    and the others answer, those who answer have the turns.
    """
    step = state.now(method)
    wanted = {Speech.SPEAK, Speech.ASK}
    talking = {role for role in Role if step.speech(role) & wanted}
    if not talking - {Role.FACILITATOR}:
        talking = {role for role in Role if Speech.ANSWER in step.speech(role)} or talking
    bringers = state.bringers_now(method) if Role.BRINGER in talking else ()
    others = [one for one in state.persons(method, Who.MEMBER) if Role.MEMBER in talking]
    if Role.FACILITATOR in talking and state.leader not in others:
        others.append(state.leader)
    start = len(state.trail) % len(others) if others else 0
    table = (*others[start:], *others[:start])
    written_for_them = any(one.shown is Shown.SEALED and one.by is Who.MEMBER for one in step.inputs)
    return (*table, *bringers) if written_for_them else (*bringers, *table)


def grouped(method: Method, state: State, size: int, rng: random.Random) -> tuple[tuple[str, ...], ...]:
    """Groups of about ``size``; nobody sits alone. In a rotating method the case-bringers are among them."""
    people = list(state.clients if method.rotates else state.persons(method, Who.MEMBER))
    rng.shuffle(people)
    number = max(len(people) // size, 1)
    return tuple(tuple(people[start::number]) for start in range(number))


def turn_over(
    state: State, step: Step, index: int, items: Mapping[str, Item], rng: random.Random, *, every_lap: bool = False
) -> tuple[State, tuple[Change, ...]]:
    """Open all closed cards of one step at once, in an order that only chance knows."""
    lap = state.lap(step)
    mine = [one for one in items.values() if one.step == index and (every_lap or one.lap == lap)]
    closed = sorted((one for one in mine if one.state is ItemState.SEALED), key=lambda one: one.id)
    rng.shuffle(closed)
    base = max((one.order for one in mine), default=0)
    changes = tuple(
        Change(replace(one, state=ItemState.SHOWN, order=base + place)) for place, one in enumerate(closed, start=1)
    )
    laps = {one.lap for one in closed} | {lap}
    keys = tuple(state.pass_key(step, each) for each in sorted(laps))
    fresh = tuple(key for key in keys if key not in state.revealed)
    return replace(state, revealed=(*state.revealed, *fresh)), changes


def shown_here(method: Method, state: State) -> tuple[int, ...]:
    """Earlier steps whose closed cards the current step opens."""
    return tuple(
        method.positions[act.on]
        for act in state.now(method).acts
        if act.do is Verb.SHOW and act.on in method.positions and method.positions[act.on] != state.step
    )


def leave(
    method: Method, state: State, items: Mapping[str, Item], rng: random.Random
) -> tuple[State, tuple[Change, ...]]:
    """Going on: what was closed here is turned over, what was voted here is counted."""
    step = state.now(method)
    changes: tuple[Change, ...] = ()
    if step.sealed and step.reveal is Reveal.HERE:
        state, changes = turn_over(state, method.steps[state.step], state.step, items, rng)
    for target in shown_here(method, state):
        state, more = turn_over(state, method.steps[target], target, items, rng, every_lap=True)
        changes += more
    return count(state, state.pass_key(method.steps[state.step])), changes


def count(state: State, key: str) -> State:
    """Open the counts of a step; who voted is forgotten."""
    ballots = [ballot for ballot in state.cast if ballot.rpartition("#")[0] == key]
    if not ballots:
        return state
    cast = {name: people for name, people in state.cast.items() if name not in ballots}
    return replace(state, cast=cast, counted=(*state.counted, *(one for one in ballots if one not in state.counted)))


def block(method: Method) -> range:
    """The steps that each case-bringer repeats."""
    found = [index for index, step in enumerate(method.steps) if step.repeat is Repeat.MEMBER]
    return range(found[0], found[-1] + 1) if found else range(0)


def following(method: Method, state: State) -> tuple[int, int] | None:
    """(step, lap) after the current one; None at the end."""
    around = block(method)
    if state.step in around and state.step == around[-1]:
        lap = state.lap(method.steps[state.step]) + 1
        grouped_by = method.steps[around[0]].subgroups and state.groups
        rounds = max(map(len, state.groups)) if grouped_by else len(state.clients)
        if lap < rounds:
            return around[0], lap
    after = state.step + 1
    if after >= len(method.steps):
        return None
    return after, state.lap(method.steps[after])


def with_lap(method: Method, state: State, index: int, lap: int) -> State:
    """All steps of a block share one lap."""
    around = block(method)
    steps: Iterable[int] = around if index in around else (index,)
    laps = {**state.laps, **{method.steps[one].key: lap for one in steps}}
    return replace(state, laps={key: value for key, value in laps.items() if value})
