"""Moves of who leads: next, back, skip, repeat, go to, loop, a free step, close."""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine import steps
from intervision.engine.clock import Clock, all_paused, some_resumed
from intervision.engine.items import Change
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import Free, State, Visit
from intervision.engine.vocabulary import Repeat

from .table import Decision, Event, Table

MOST_MINUTES = 60
LONGEST_TRAIL = 100


def next_(table: Table, command: ask.Next) -> Decision:
    _may_move(table)
    if table.state.free:
        return _end_free(table)
    state, changes = steps.leave(table.method, table.state, table.items, table.rng)
    return forward(table, state, changes, "moved")


def skip(table: Table, command: ask.Skip) -> Decision:
    _may_move(table)
    if table.state.free:
        return _end_free(table)
    key = table.state.pass_key(table.method.steps[table.state.step])
    state = replace(table.state, skipped=(*(one for one in table.state.skipped if one != key), key))
    return forward(table, state, (), "skipped")


def forward(table: Table, state: State, changes: tuple[Change, ...], name: str) -> Decision:
    target = steps.following(table.method, state)
    if target is None:
        raise Refusal(Code.LAST_STEP)
    return _move(table, state, target, changes, name)


def back(table: Table, command: ask.Back) -> Decision:
    _may_move(table)
    state = table.state
    if state.free:
        return _end_free(table)
    if not state.trail:
        raise Refusal(Code.FIRST_STEP)
    visit = state.trail[-1]
    state = replace(state, trail=state.trail[:-1])
    state = steps.with_lap(table.method, state, visit.step, visit.lap)
    state = _enter(table, state, visit.step, left_ms=max(visit.left_ms, 1))
    return Decision(state, (Event("went_back", {"from": table.state.step, "to": visit.step}),))


def go_to(table: Table, command: ask.GoTo) -> Decision:
    _may_move(table)
    method, state = table.method, table.state
    if not 0 <= command.step < len(method.steps):
        raise Refusal(Code.UNKNOWN_STEP)
    if command.step == state.step:
        raise Refusal(Code.ALREADY)
    state, changes = steps.leave(method, _without_free(table), table.items, table.rng)
    seen = {visit.step for visit in state.trail}
    between = [state.pass_key(method.steps[i]) for i in range(state.step + 1, command.step) if i not in seen]
    state = replace(state, skipped=tuple(dict.fromkeys((*state.skipped, *between))))
    return _move(table, state, (command.step, state.lap(method.steps[command.step])), changes, "moved")


def repeat(table: Table, command: ask.Repeat) -> Decision:
    _may_move(table)
    state, changes = steps.leave(table.method, _without_free(table), table.items, table.rng)
    step = table.method.steps[state.step]
    if step.repeat is Repeat.MEMBER:
        # The lap of a block says whose case it is, so a repeated step of it keeps its cards and only gets new time.
        return _move(table, state, (state.step, state.lap(step)), changes, "repeated")
    return _move(table, state, (state.step, state.lap(step) + 1), changes, "repeated")


def loop(table: Table, command: ask.Loop) -> Decision:
    _may_move(table)
    method, step = table.method, table.method.steps[table.state.step]
    if step.repeat is not Repeat.LOOP:
        raise Refusal(Code.NOT_NOW)
    done = table.state.loops.get(step.key, 0) + 1
    if done > step.loop_limit:
        raise Refusal(Code.LOOP_LIMIT)
    state, changes = steps.leave(method, _without_free(table), table.items, table.rng)
    to = method.positions[step.loop_to]
    for index in range(to, state.step + 1):
        state = steps.with_lap(method, state, index, state.lap(method.steps[index]) + 1)
    state = replace(state, loops={**state.loops, step.key: done})
    # The visit is of the pass that ends here, not of the one that begins.
    before = replace(state, laps=table.state.laps)
    return _move(table, state, (to, state.lap(method.steps[to])), changes, "looped", left=before)


def leave_block(table: Table, command: ask.LeaveBlock) -> Decision:
    _may_move(table)
    around = steps.block(table.method)
    if table.state.step not in around:
        raise Refusal(Code.NOT_NOW)
    if around[-1] + 1 >= len(table.method.steps):
        raise Refusal(Code.LAST_STEP)
    state, changes = steps.leave(table.method, _without_free(table), table.items, table.rng)
    return _move(table, state, (around[-1] + 1, 0), changes, "block_left")


def insert_free(table: Table, command: ask.InsertFree) -> Decision:
    _may_move(table)
    state = table.state
    if state.free:
        raise Refusal(Code.ALREADY)
    if not 1 <= command.minutes <= MOST_MINUTES:
        raise Refusal(Code.OUT_OF_RANGE)
    free = Free(
        command.minutes,
        Clock.of(command.minutes, table.now_ms),
        before=state.clock.paused(table.now_ms),
        was_running=state.clock.running,
        groups=state.running_groups(),
    )
    groups = all_paused(state.group_clocks, table.now_ms)
    inserted = (*state.inserted, (state.step, command.minutes))
    turns = state.round.stilled(table.now_ms) if state.round else None
    return table.decided("free_step", free=free, inserted=inserted, ready={}, round=turns, group_clocks=groups)


def close(table: Table, command: ask.Close) -> Decision:
    table.leader_only()
    state = _without_free(table)
    for key in {ballot.rpartition("#")[0] for ballot in state.cast}:
        state = steps.count(state, key)
    state = replace(state, closed=True, clock=state.clock.paused(table.now_ms), stop=None, ready={})
    return Decision(state, (Event("closed", {"step": state.step}),))


def _may_move(table: Table) -> None:
    table.leader_only()
    table.in_motion()


def _move(
    table: Table,
    state: State,
    to: tuple[int, int],
    changes: tuple[Change, ...],
    name: str,
    *,
    left: State | None = None,
) -> Decision:
    step, lap = to
    here = left or state
    visit = Visit(here.step, here.lap(table.method.steps[here.step]), here.clock.left(table.now_ms))
    if name != "repeated":
        state = replace(state, trail=(*state.trail, visit)[-LONGEST_TRAIL:])
    state = steps.with_lap(table.method, state, step, lap)
    state = _enter(table, state, step)
    facts = {"from": table.state.step, "to": step, "lap": lap, "opened": len(changes)}
    return Decision(state, (Event(name, facts),), changes)


def _enter(table: Table, state: State, step: int, left_ms: int = 0) -> State:
    return steps.enter(table.method, state, step, now_ms=table.now_ms, rng=table.rng, left_ms=left_ms)


def _without_free(table: Table) -> State:
    free = table.state.free
    if not free:
        return table.state
    clock = free.before.resumed(table.now_ms) if free.was_running else free.before
    turns = table.state.round
    if turns and clock.paused_left_ms is None:
        turns = turns.running(table.now_ms)
    groups = some_resumed(table.state.group_clocks, free.groups, table.now_ms)
    return replace(table.state, free=None, clock=clock, ready={}, round=turns, group_clocks=groups)


def _end_free(table: Table) -> Decision:
    return Decision(_without_free(table), (Event("free_step_ended"),))
