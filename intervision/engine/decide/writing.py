"""Contributions: lay, change, take back, turn over. The engine never sees a text."""

from dataclasses import replace
from typing import Any

from intervision.engine import commands as ask
from intervision.engine import steps
from intervision.engine.items import Change, Item
from intervision.engine.method import Input, Step
from intervision.engine.refusal import Code, Refusal
from intervision.engine.vocabulary import ItemState, Kind, Phase, Reveal, Role, Shown, Verb, Who

from .table import Decision, Event, Table

MOST_ITEMS = 60  # of one person in one step, drafts included: nobody writes more by hand


def put(table: Table, command: ask.Put) -> Decision:
    if not 0 <= command.step < len(table.method.steps):
        raise Refusal(Code.UNKNOWN_STEP)
    old = table.items.get(command.item)
    author = _author(table, command, old)
    lap = old.lap if old else table.state.lap(table.method.steps[command.step])
    step = table.state.step_of(table.method, command.step, lap)
    entry = step.input(command.kind)
    if entry is None or command.kind is Kind.SCORE:
        raise Refusal(Code.NOT_NOW)
    _may_write(table, entry, author)
    if old and (not old.owned_by(table.actor) or (old.step, old.kind) != (command.step, command.kind)):
        raise Refusal(Code.NOT_YOURS)
    _checked(table, command, step, entry)
    state = _begun(table, command, old, lap) if command.draft else _laid(table, command, entry, old, lap)
    _not_too_many(table, command, entry, author, lap)
    order = old.order if old and old.order else _last(table, command.step) + 1 if state is ItemState.SHOWN else 0
    item = Item(
        id=command.item,
        step=command.step,
        kind=command.kind,
        author=author,
        state=state,
        entered_by="" if table.actor == author else table.actor,
        lap=lap,
        label=command.label or (old.label if old else ""),
        picked=old.picked if old else False,
        order=order,
        about=command.about,
        keep=step.keep_of(command.kind),
        private=command.private or entry.shown is Shown.PRIVATE,
    )
    return Decision(table.state, (_told(command, entry, item),), (Change(item, old is None),))


def _begun(table: Table, command: ask.Put, old: Item | None, lap: int) -> ItemState:
    """Half-written text is a draft, unless the card was turned over meanwhile."""
    turned_over = old is not None and old.state is ItemState.SEALED and _turned(table, command.step, lap)
    if turned_over or (old and old.state is ItemState.SHOWN):
        raise Refusal(Code.REVEALED)
    return ItemState.DRAFT


def _told(command: ask.Put, entry: Input, item: Item) -> Event:
    facts: dict[str, Any] = {"step": item.step, "kind": item.kind.value}
    if item.entered_by:
        facts["for"] = item.author
    if entry.shown is Shown.SEALED and item.state is ItemState.SHOWN:
        facts["late"] = True
    return Event("drafted" if command.draft else "laid", facts)


def _author(table: Table, command: ask.Put, old: Item | None) -> str:
    author = command.author or (old.author if old and old.owned_by(table.actor) else table.actor)
    if old and old.author != author:
        raise Refusal(Code.NOT_YOURS)
    if author == table.actor or (old and old.entered_by == table.actor):
        return author
    if not (table.leads or table.actor == table.state.scribe):
        raise Refusal(Code.NOT_YOURS)
    if not table.state.roles(table.method, author):
        raise Refusal(Code.UNKNOWN_PERSON)
    return author


def _may_write(table: Table, entry: Input, author: str) -> None:
    """The author has this task; where a scribe writes for all, the actor has it."""
    if not table.state.may(table.method, entry.by, table.actor if entry.by is Who.SCRIBE else author):
        raise Refusal(Code.NOT_YOUR_TASK)


def _checked(table: Table, command: ask.Put, step: Step, entry: Input) -> None:
    if command.length < 1 and not command.draft:
        raise Refusal(Code.EMPTY)
    if command.private and not entry.private_choice:
        raise Refusal(Code.NOT_NOW)
    about = table.items.get(command.about)
    if command.about and (about is None or about.state is not ItemState.SHOWN or about.private):
        raise Refusal(Code.UNKNOWN_ITEM)
    edit = step.act(Verb.EDIT)
    if command.label and (edit is None or command.label not in edit.labels):
        raise Refusal(Code.UNKNOWN_LABEL)


def _laid(table: Table, command: ask.Put, entry: Input, old: Item | None, lap: int) -> ItemState:
    """The state of an item that is laid now, or a refusal when its time is over."""
    state = table.state
    current = command.step == state.step and lap == state.lap(table.method.steps[command.step])
    begun = current or command.step <= state.step or any(visit.step == command.step for visit in state.trail)
    if entry.shown is Shown.SEALED:
        if old and old.state is ItemState.SHOWN:
            raise Refusal(Code.REVEALED)
        if not _turned(table, command.step, lap):
            # A card for a later step (an ending that is told at last) may be laid beforehand by its author.
            if current or table.state.step_of(table.method, command.step, lap).reveal is Reveal.LATER:
                return ItemState.SEALED
            raise Refusal(Code.STEP_OVER if begun else Code.NOT_YET)
        if current or command.step in _worked_on(table):
            return ItemState.SHOWN  # a card that comes late, from a phone that slept, lies open at once
        raise Refusal(Code.STEP_OVER)
    if not begun:
        raise Refusal(Code.NOT_YET)
    if current and not state.offers(table.method, entry):
        raise Refusal(Code.SEALED)
    if current or entry.shown is Shown.PRIVATE or entry.harvest or command.step in _worked_on(table):
        return ItemState.SHOWN
    raise Refusal(Code.STEP_OVER)


def _turned(table: Table, step: int, lap: int) -> bool:
    return table.state.pass_key(table.method.steps[step], lap) in table.state.revealed


def _worked_on(table: Table) -> set[int]:
    positions = table.method.positions
    return {positions[act.on] for act in table.step.acts if act.on in positions}


def _not_too_many(table: Table, command: ask.Put, entry: Input, author: str, lap: int) -> None:
    mine = [
        one
        for one in table.items.values()
        if one.author == author and one.step == command.step and one.kind is command.kind and one.id != command.item
    ]
    if len(mine) >= MOST_ITEMS:
        raise Refusal(Code.ENOUGH)
    if not command.draft and entry.max and sum(one.laid and one.lap == lap for one in mine) >= entry.max:
        raise Refusal(Code.ENOUGH)


def _last(table: Table, step: int) -> int:
    return max((one.order for one in table.items.values() if one.step == step), default=0)


def withdraw(table: Table, command: ask.Withdraw) -> Decision:
    item = table.items.get(command.item)
    if item is None:
        raise Refusal(Code.UNKNOWN_ITEM)
    if not item.owned_by(table.actor):
        raise Refusal(Code.NOT_YOURS)
    if item.state is ItemState.WITHDRAWN:
        raise Refusal(Code.ALREADY)
    entry = table.state.step_of(table.method, item.step, item.lap).input(item.kind)
    if item.state is ItemState.SHOWN and entry:
        if entry.shown is Shown.SEALED:
            raise Refusal(Code.REVEALED)
        if item.step != table.state.step and entry.shown is not Shown.PRIVATE and not entry.harvest:
            raise Refusal(Code.STEP_OVER)
    change = Change(replace(item, state=ItemState.WITHDRAWN))
    return Decision(table.state, (Event("withdrawn", {"step": item.step}),), (change,))


def reveal(table: Table, command: ask.Reveal) -> Decision:
    table.in_motion()
    if table.state.free:
        raise Refusal(Code.NOT_NOW)
    step = table.step
    if table.state.phase is Phase.WRITING and step.reveal is Reveal.HERE:
        table.leader_only()
        return turned(table)
    show = step.act(Verb.SHOW)
    targets = steps.shown_here(table.method, table.state)
    if show is None or not targets:
        raise Refusal(Code.ALREADY if step.sealed and step.reveal is Reveal.HERE else Code.NOT_NOW)
    if not (table.leads or table.state.may(table.method, show.by, table.actor)):
        raise Refusal(Code.NOT_YOUR_TASK)
    state = table.state
    changes: tuple[Change, ...] = ()
    for target in targets:
        state, more = steps.turn_over(state, table.method.steps[target], target, table.items, table.rng, every_lap=True)
        changes += more
    if state == table.state and not changes:
        raise Refusal(Code.ALREADY)
    return Decision(state, (Event("revealed", {"step": targets[0], "opened": len(changes)}),), changes)


def turned(table: Table, decision: Decision | None = None) -> Decision:
    """All cards of the current step open; ``decision`` is what led to it."""
    before = decision or Decision(table.state)
    items = {**table.items, **{change.item.id: change.item for change in before.changes}}
    index = table.state.step
    state, opened = steps.turn_over(before.state, table.method.steps[index], index, items, table.rng)
    state = steps.opened(table.method, state, now_ms=table.now_ms)
    created = {change.item.id for change in before.changes if change.created}
    fresh = {change.item.id: Change(change.item, change.item.id in created) for change in opened}
    kept = tuple(change for change in before.changes if change.item.id not in fresh)
    event = Event("revealed", {"step": index, "opened": len(opened)})
    return Decision(state, (*before.events, event), (*kept, *fresh.values()))


def ready(table: Table, command: ask.Ready) -> Decision:
    if not table.state.roles(table.method, table.actor) - {Role.OBSERVER}:
        raise Refusal(Code.NOT_YOUR_TASK)
    state = replace(table.state, ready={**table.state.ready, table.actor: not command.more})
    name = "more_time_asked" if command.more else "ready"
    return Decision(state, (Event(name),))
