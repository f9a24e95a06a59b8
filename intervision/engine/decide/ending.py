"""A step that ends by its own rule: by its timer, when all have entered, or when all agree to go on.

Ending turns closed cards over where they open in this step; else all go on to the next step. Who leads can always be first.
"""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.controls import ends_by, turns_over
from intervision.engine.counts import Count, entered
from intervision.engine.refusal import Code, Refusal
from intervision.engine.steps import leave
from intervision.engine.vocabulary import Closes, Phase

from .moves import forward
from .table import Decision, Table
from .writing import turned


def tick(table: Table, command: ask.Tick) -> Decision:
    table.in_motion()
    state = table.state
    if table.step.closes is Closes.TIMER and turns_over(table.step) and state.phase is Phase.REVEALED:
        # Turning the cards over is all that the timer does here: talking about them has no time of its own.
        raise Refusal(Code.REVEALED)
    if ends_by(table.method, state) is not Closes.TIMER or not _time_is_over(table):
        raise Refusal(Code.NOT_NOW)
    return _ended(table, Decision(state))


def _time_is_over(table: Table) -> bool:
    """Also for each group that gave itself more time."""
    clock, now = table.state.clock, table.now_ms
    return clock.running and clock.left(now) <= 0 and all(one.left(now) <= 0 for one in table.state.group_clocks)


def by_itself(table: Table, decision: Decision) -> Decision:
    """What follows from ``decision`` when it was the last thing that this step waited for."""
    said = {event.name for event in decision.events}
    rule = ends_by(table.method, table.state) if said & {"laid", "ready"} else Closes.FACILITATOR
    entered_now = rule is Closes.ENTERED and ("ready" in said or _counts(table, decision))
    agreed_now = rule is Closes.AGREEMENT and "ready" in said
    if entered_now and _all_entered(table, decision):
        return _ended(table, decision)
    if agreed_now and table.state.agrees(table.method, decision.state.ready):
        return _ended(table, decision)
    return decision


def _counts(table: Table, decision: Decision) -> bool:
    """Is it a new card that this step waits for, and not a note for oneself, or one that lay there before?"""
    before = _entered(table, Decision(table.state))
    after = _entered(table, decision)
    return after is not None and (before is None or after.n > before.n)


def _all_entered(table: Table, decision: Decision) -> bool:
    cards = _entered(table, decision)
    return cards is not None and cards.n >= cards.of


def _entered(table: Table, decision: Decision) -> Count | None:
    """Ready counts as having entered."""
    items = {**table.items, **{change.item.id: change.item for change in decision.changes}}
    return entered(table.method, decision.state, items.values(), or_ready=True)


def _ended(table: Table, decision: Decision) -> Decision:
    if turns_over(table.step) and table.state.phase is Phase.WRITING:
        after = turned(table, decision)
        return replace(after, state=replace(after.state, ready={}))
    items = {**table.items, **{change.item.id: change.item for change in decision.changes}}
    state, opened = leave(table.method, decision.state, items, table.rng)
    after = forward(table, state, opened, "moved")
    fresh = {change.item.id for change in opened}
    kept = tuple(change for change in decision.changes if change.item.id not in fresh)
    created = {change.item.id for change in decision.changes if change.created}
    changes = tuple(replace(one, created=one.item.id in created) for one in after.changes)
    return replace(after, events=(*decision.events, *after.events), changes=(*kept, *changes))
