"""What is done with contributions: sort, pick, vote, score, answer, edit, look at."""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine import steps
from intervision.engine.items import Change
from intervision.engine.method import MODULES
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import State
from intervision.engine.vocabulary import Kind, Repeat, Role, Verb, Who

from .table import Decision, Event, Table


def sort(table: Table, command: ask.Sort) -> Decision:
    act = table.acting(Verb.SORT)
    table.open_cards()
    item = table.target(act, command.item)
    if command.label and command.label not in act.labels:
        raise Refusal(Code.UNKNOWN_LABEL)
    facts = {"step": item.step}
    if act.by is not Who.EVERYONE:
        change = Change(replace(item, label=command.label))
        return Decision(replace(table.state, focus=""), (Event("sorted", facts),), (change,))
    key = f"{table.state.pass_key(table.method.steps[table.state.step])}/{item.id}"
    mine = {**table.state.stances.get(key, {}), table.actor: command.label}
    stances = {**table.state.stances, key: {person: label for person, label in mine.items() if label}}
    return Decision(replace(table.state, stances=stances), (Event("sorted", facts),))


def agreed(table: Table) -> bool:
    """Have all who are asked put the first label on every item that is not their own?"""
    act = table.step.act(Verb.SORT)
    if act is None or act.by is not Who.EVERYONE:
        return False
    step = table.method.steps[table.state.step]
    lap, people = table.state.lap(step), table.state.persons(table.method, act.by)
    target = table.method.positions.get(act.on)
    items = [one for one in table.items.values() if one.step == target and one.lap == lap and one.laid]
    return bool(items) and all(
        table.state.stances.get(f"{table.state.pass_key(step)}/{item.id}", {}).get(person) == act.labels[0]
        for item in items
        for person in people
        if person != item.author
    )


def pick(table: Table, command: ask.Pick) -> Decision:
    act = table.act(Verb.PICK)
    if act.by is not Who.EVERYONE or not table.leads:
        act = table.acting(Verb.PICK)
    table.open_cards()
    item = table.target(act, command.item)
    others = [one for one in table.items.values() if one.picked and one.step == item.step and one.id != item.id]
    changes = [Change(replace(item, picked=command.on))]
    if command.on and act.count and len(others) >= act.count:
        if act.count > 1:
            raise Refusal(Code.TOO_MANY)
        changes += [Change(replace(one, picked=False)) for one in others]
    return Decision(table.state, (Event("picked" if command.on else "unpicked", {"step": item.step}),), tuple(changes))


def vote(table: Table, command: ask.Vote) -> Decision:
    act = table.act(Verb.VOTE)
    voter = _voter(table, command.author, act.by)
    table.open_cards()
    if not command.items:
        raise Refusal(Code.EMPTY)
    if len(set(command.items)) != len(command.items) or (act.count and len(command.items) > act.count):
        raise Refusal(Code.TOO_MANY)
    for item in command.items:
        table.target(act, item)
    return _cast(table.by(voter), "vote", command.items, table.state.persons(table.method, act.by))


def score(table: Table, command: ask.Score) -> Decision:
    entry = table.step.input(Kind.SCORE)
    if entry is None or table.state.free:
        raise Refusal(Code.NOT_NOW)
    voter = _voter(table, command.author, entry.by)
    if not 1 <= command.value <= entry.top:
        raise Refusal(Code.OUT_OF_RANGE)
    return _cast(table.by(voter), "score", (str(command.value),), table.state.persons(table.method, entry.by))


def _voter(table: Table, author: str, asked: Who) -> str:
    """Whose ballot it is: that of who asks, or of somebody for whom the scribe gives it. It must be their task."""
    voter = author or table.actor
    if table.actor not in {voter, table.state.scribe}:
        raise Refusal(Code.NOT_YOUR_TASK)
    if not table.state.may(table.method, asked, voter):
        raise Refusal(Code.NOT_YOUR_TASK)
    return voter


def _cast(table: Table, what: str, names: tuple[str, ...], expected: tuple[str, ...]) -> Decision:
    """Count and forget. Who voted is kept (sorted, so that no order tells who chose what) until the count opens."""
    key = table.state.pass_key(table.method.steps[table.state.step])
    ballot = f"{key}#{what}"
    if ballot in table.state.counted:
        raise Refusal(Code.NOT_NOW)
    voters = table.state.cast.get(ballot, ())
    if table.actor in voters:
        raise Refusal(Code.VOTED)
    tally = dict(table.state.tallies.get(ballot, {}))
    for name in names:
        tally[name] = tally.get(name, 0) + 1
    voters = tuple(sorted((*voters, table.actor)))
    state = replace(
        table.state,
        # In alphabetical order too: the order of keys would say what was chosen first.
        tallies={**table.state.tallies, ballot: dict(sorted(tally.items()))},
        cast={**table.state.cast, ballot: voters},
    )
    if set(expected) <= set(voters):
        state = _counted(state, ballot)
    return Decision(state, (Event("voted"),))


def _counted(state: State, ballot: str) -> State:
    cast = {name: people for name, people in state.cast.items() if name != ballot}
    return replace(state, cast=cast, counted=(*state.counted, ballot))


def count(table: Table, command: ask.Count) -> Decision:
    table.leader_only()
    key = table.state.pass_key(table.method.steps[table.state.step])
    state = steps.count(table.state, key)
    if state is table.state:
        raise Refusal(Code.NOT_NOW)
    return Decision(state, (Event("counted"),))


def answer(table: Table, command: ask.Answer) -> Decision:
    act = table.act(Verb.ANSWER)
    if not table.leads:
        act = table.acting(Verb.ANSWER)
    table.open_cards()
    item = table.target(act, command.item)
    key = table.method.steps[table.state.step].key
    before = [one for one in table.state.answered.get(key, ()) if one != item.id]
    after = (*before, item.id) if command.answered else tuple(before)
    state = replace(table.state, answered={**table.state.answered, key: after}, focus="")
    return Decision(state, (Event("answered", {"step": item.step}),))


def edit(table: Table, command: ask.Edit) -> Decision:
    act = table.acting(Verb.EDIT)
    table.open_cards()
    item = table.target(act, command.item)
    if command.label and command.label not in act.labels:
        raise Refusal(Code.UNKNOWN_LABEL)
    label = item.label if command.label is None else command.label
    return Decision(table.state, (Event("edited", {"step": item.step}),), (Change(replace(item, label=label)),))


def focus(table: Table, command: ask.Focus) -> Decision:
    table.open_cards()
    if not table.leads and Role.BRINGER not in table.state.roles(table.method, table.actor):
        raise Refusal(Code.NOT_YOUR_TASK)
    if command.item:
        targets = {table.method.positions.get(act.on) for act in table.step.acts}
        item = table.items.get(command.item)
        if item is None or item.step not in targets or not item.laid or item.private:
            raise Refusal(Code.UNKNOWN_ITEM)
    return table.decided("looked_at", focus=command.item)


def choose(table: Table, command: ask.Choose) -> Decision:
    method, state = table.method, table.state
    if not 0 <= command.step < len(method.steps) or method.steps[command.step].repeat is not Repeat.SLOT:
        raise Refusal(Code.UNKNOWN_STEP)
    picks = table.step.act(Verb.PICK)
    chooser = picks and picks.on == MODULES and state.may(method, picks.by, table.actor)
    if not (table.leads or chooser):
        raise Refusal(Code.NOT_LEADING)
    step = method.steps[command.step]
    if command.module not in {module.key for module in step.modules}:
        raise Refusal(Code.UNKNOWN_MODULE)
    lap = state.lap(step)
    if any(item.step == command.step and item.lap == lap for item in table.items.values()):
        raise Refusal(Code.ALREADY)
    state = replace(state, slots={**state.slots, state.pass_key(step): command.module})
    if command.step == state.step and not state.free:
        clock, stop = state.clock, state.stop
        state = steps.enter(method, state, command.step, now_ms=table.now_ms, rng=table.rng)
        state = replace(state, clock=clock, stop=stop)
    return Decision(state, (Event("module_chosen", {"step": command.step, "module": command.module}),))
