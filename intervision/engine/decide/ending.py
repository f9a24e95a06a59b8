"""A step that ends by its own rule: by its timer, when all have entered, or when all agree to go on.

Ending turns closed cards over where they open in this step; else all go on to the next step. Who leads can always be first.
"""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.controls import ends_by, turns_over
from intervision.engine.counts import entered
from intervision.engine.refusal import Code, Refusal
from intervision.engine.steps import leave
from intervision.engine.vocabulary import Closes, Phase

from .moves import forward
from .table import Decision, Table
from .writing import turned

SAID = {"laid", "ready"}  # after these everybody may have entered, or agree


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
    if SAID.isdisjoint(event.name for event in decision.events):
        return decision
    rule = ends_by(table.method, table.state)
    if rule is Closes.ENTERED and _all_entered(table, decision):
        return _ended(table, decision)
    if rule is Closes.AGREEMENT and table.state.agrees(table.method, decision.state.ready):
        return _ended(table, decision)
    return decision


def _all_entered(table: Table, decision: Decision) -> bool:
    """Ready counts as having entered."""
    items = {**table.items, **{change.item.id: change.item for change in decision.changes}}
    cards = entered(table.method, decision.state, items.values(), or_ready=True)
    return cards is not None and cards.n >= cards.of


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
