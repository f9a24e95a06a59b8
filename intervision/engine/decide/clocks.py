"""The clock and the stop button."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.clock import Clock, all_paused, some_resumed
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import Stop

from .table import Decision, Event, Table

MOST_MINUTES = 60


def pause(table: Table, command: ask.Pause) -> Decision:
    def paused(clock: Clock) -> Clock:
        if not clock.running:
            raise Refusal(Code.PAUSED if clock.exists else Code.NO_CLOCK)
        return clock.paused(table.now_ms)

    return _turn(table, command.group, paused, "paused")


def resume(table: Table, command: ask.Resume) -> Decision:
    table.in_motion()

    def resumed(clock: Clock) -> Clock:
        if clock.running or not clock.exists:
            raise Refusal(Code.RUNNING if clock.running else Code.NO_CLOCK)
        return clock.resumed(table.now_ms)

    return _turn(table, command.group, resumed, "resumed")


def extend(table: Table, command: ask.Extend) -> Decision:
    if not 1 <= command.minutes <= MOST_MINUTES:
        raise Refusal(Code.OUT_OF_RANGE)
    more = command.minutes * 60_000
    decision = _turn(table, command.group, lambda clock: clock.extended(more, table.now_ms), "extended")
    event = Event("extended", {"minutes": command.minutes})
    return replace(decision, events=(event,), state=replace(decision.state, ready={}))


def take_from_next(table: Table, command: ask.TakeFromNext) -> Decision:
    table.leader_only()
    state = table.state
    if command.minutes < 1:
        raise Refusal(Code.OUT_OF_RANGE)
    after = state.step + 1
    if state.free or after >= len(state.plan) or state.plan[after] - command.minutes < 1:
        raise Refusal(Code.NOTHING_TO_TAKE)
    plan = list(state.plan)
    plan[after] -= command.minutes
    plan[state.step] += command.minutes
    more = _held(lambda clock: clock.extended(command.minutes * 60_000, table.now_ms), table)
    groups = tuple(map(more, state.group_clocks))
    state = replace(state, plan=tuple(plan), clock=more(state.clock), group_clocks=groups, ready={})
    return Decision(state, (Event("taken_from_next", {"minutes": command.minutes}),))


def stop(table: Table, command: ask.StopRun) -> Decision:
    state = table.state
    if state.stop:
        raise Refusal(Code.ALREADY)
    clock = state.running_clock()
    stopped = Stop(table.actor, table.now_ms, was_running=clock.running, groups=state.running_groups())
    state = replace(state, stop=stopped)
    state = _with_clock(replace(table, state=state), clock.paused(table.now_ms)).state
    if state.round:
        state = replace(state, round=state.round.stilled(table.now_ms))
    groups = all_paused(state.group_clocks, table.now_ms)
    return Decision(replace(state, group_clocks=groups), (Event("stopped"),))


def clear_stop(table: Table, command: ask.ClearStop) -> Decision:
    stopped = table.state.stop
    if not stopped:
        raise Refusal(Code.NOT_STOPPED)
    if not table.leads and table.actor != stopped.by:
        raise Refusal(Code.NOT_LEADING)
    clock = table.state.running_clock()
    if stopped.was_running:
        clock = clock.resumed(table.now_ms)
    decision = _with_clock(replace(table, state=replace(table.state, stop=None)), clock)
    groups = some_resumed(decision.state.group_clocks, stopped.groups, table.now_ms)
    turns = decision.state.round
    if turns and clock.paused_left_ms is None and not decision.state.free:
        turns = turns.running(table.now_ms)
    return Decision(replace(decision.state, group_clocks=groups, round=turns), (Event("stop_cleared"),))


def _turn(table: Table, group: int | None, change: Callable[[Clock], Clock], name: str) -> Decision:
    """Who leads turns the clock of the step, and with it those of all groups; who sits in a group turns their own."""
    state = table.state
    if group is None and not table.leads and not state.free:
        group = state.group_of(table.actor) if state.group_clocks else None
    change = _held(change, table)
    if group is None:
        table.leader_only()
        decision = _with_clock(table, change(state.running_clock()))
        groups = state.group_clocks if state.free else _alike(state.group_clocks, change)
        return Decision(replace(decision.state, group_clocks=groups), (Event(name),))
    if state.free or not 0 <= group < len(state.group_clocks):
        raise Refusal(Code.NOT_NOW)
    if not table.leads and table.actor not in state.groups[group]:
        raise Refusal(Code.NOT_LEADING)
    clocks = list(state.group_clocks)
    clocks[group] = change(clocks[group])
    return Decision(replace(state, group_clocks=tuple(clocks)), (Event(name, {"group": group}),))


def _held(change: Callable[[Clock], Clock], table: Table) -> Callable[[Clock], Clock]:
    """A clock that gets time while somebody has said stop does not start to run by it."""
    return (lambda clock: change(clock).paused(table.now_ms)) if table.state.stop else change


def _alike(clocks: Iterable[Clock], change: Callable[[Clock], Clock]) -> tuple[Clock, ...]:
    """The clocks of the groups as that of the step; a group that is there already stays as it is."""

    def changed(clock: Clock) -> Clock:
        try:
            return change(clock)
        except Refusal:
            return clock

    return tuple(map(changed, clocks))


def _with_clock(table: Table, clock: Clock) -> Decision:
    state = table.state
    if state.free:
        return Decision(replace(state, free=replace(state.free, clock=clock)))
    turns = state.round
    if turns and clock.exists:
        turns = turns.running(table.now_ms) if clock.running else turns.stilled(table.now_ms)
    return Decision(replace(state, clock=clock, round=turns))
