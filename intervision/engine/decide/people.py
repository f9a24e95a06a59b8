"""Who takes part, who has which part, who leads."""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import State
from intervision.engine.steps import block, speakers
from intervision.engine.vocabulary import Shown, Turns

from .table import Decision, Event, Table

PARTS = frozenset({"bringer", "second_bringer", "deputy", "scribe", "observer", "member"})


def join(table: Table, command: ask.Join) -> Decision:
    state, who = table.state, command.person or table.actor
    if who != table.actor:
        table.leader_only()
    if who in state.people or who in state.observers or who == state.facilitator:
        raise Refusal(Code.ALREADY)
    if command.observer:
        return Decision(replace(state, observers=(*state.observers, who)), (Event("joined", {"observer": True}),))
    clients = (*state.clients, who) if state.clients and who not in state.clients else state.clients
    state = replace(state, people=(*state.people, who), clients=clients)
    if state.groups:
        smallest = min(range(len(state.groups)), key=lambda index: sum(map(bool, state.groups[index])))
        groups = tuple((*group, who) if i == smallest else group for i, group in enumerate(state.groups))
        state = replace(state, groups=groups)
    return Decision(_in_round(table, state), (Event("joined"),))


def leave(table: Table, command: ask.Leave) -> Decision:
    who = command.person or table.actor
    if who != table.actor:
        table.leader_only()
    state = table.state
    if who not in state.people and who not in state.observers:
        raise Refusal(Code.UNKNOWN_PERSON)
    without = tuple(one for one in state.people if one != who)
    state = replace(
        state,
        people=without,
        observers=tuple(one for one in state.observers if one != who),
        bringers=tuple(one for one in state.bringers if one != who),
        deputy="" if state.deputy == who else state.deputy,
        acting="" if state.acting == who else state.acting,
        scribe="" if state.scribe == who else state.scribe,
        groups=_ungrouped(table, who),
        ready={one: yes for one, yes in state.ready.items() if one != who},
    )
    return Decision(_in_round(table, state), (Event("left"),))


def appoint(table: Table, command: ask.Appoint) -> Decision:
    table.leader_only()
    state, who, part = table.state, command.person, command.part
    if part not in PARTS:
        raise Refusal(Code.UNKNOWN_LABEL)
    clears = not who and part in {"deputy", "scribe", "second_bringer"}
    known = {*state.people, *state.observers, *({state.leader} if part == "scribe" else ())}
    if not clears and who not in known:
        raise Refusal(Code.UNKNOWN_PERSON)
    if part == "deputy":
        if who == state.facilitator or who in state.bringers or who in state.observers:
            raise Refusal(Code.NOT_YOUR_TASK)
        # Who has taken over keeps the lead until it is given back.
        if state.acting:
            raise Refusal(Code.ALREADY)
        state = replace(state, deputy=who)
    elif part == "scribe":
        state = replace(state, scribe=who)
    elif part in {"bringer", "second_bringer"}:
        state = _bringer(table, who, second=part == "second_bringer")
    else:
        state = _looks_on(table, who, observer=part == "observer")
    return Decision(_in_round(table, state), (Event("appointed", {"part": part}),))


def _bringer(table: Table, who: str, *, second: bool) -> State:
    """Another case-bringer before anything was written; in a method in which everybody brings a case: who comes next."""
    state = table.state
    if who and who in {state.leader, state.deputy, *state.observers}:
        raise Refusal(Code.NOT_YOUR_TASK)
    if table.method.rotates:
        return _next_client(table, who, second=second)
    if not second:
        if state.bringers and who not in state.bringers and any(item.laid for item in table.items.values()):
            raise Refusal(Code.BEGUN)
        _nothing_for_the_bringer(table)
        return replace(state, bringers=(who,))
    if not state.bringers or who in state.bringers:
        raise Refusal(Code.ALREADY)
    if who:
        _nothing_for_the_bringer(table)
    return replace(state, bringers=(state.bringers[0], who) if who else state.bringers[:1])


def _nothing_for_the_bringer(table: Table) -> None:
    """What was written for the eyes of one case-bringer must not be read by the next."""
    for item in table.items.values():
        entry = table.state.step_of(table.method, item.step, item.lap).input(item.kind)
        if item.laid and entry and entry.shown is Shown.BRINGER:
            raise Refusal(Code.BEGUN)


def _next_client(table: Table, who: str, *, second: bool) -> State:
    """The next turn to bring a case is for this person; who had it comes in their place."""
    state, around = table.state, block(table.method)
    if second or not who:
        raise Refusal(Code.NOT_NOW)
    lap = state.lap(table.method.steps[around[0]])
    begun = state.step in around or any(visit.step in around for visit in state.trail)
    turn = lap + 1 if begun else lap
    if state.groups:
        groups = tuple(_swapped(group, who, turn) if who in group else group for group in state.groups)
        if groups == state.groups:
            raise Refusal(Code.ALREADY)
        return replace(state, groups=groups)
    if who not in state.clients:
        raise Refusal(Code.UNKNOWN_PERSON)
    clients = _swapped(state.clients, who, turn)
    if clients == state.clients:
        raise Refusal(Code.ALREADY)
    return replace(state, clients=clients)


def _swapped(order: tuple[str, ...], who: str, turn: int) -> tuple[str, ...]:
    """Unchanged when they had their turn already, or have it next."""
    place = order.index(who)
    if place <= turn:
        return order
    found = list(order)
    found[turn], found[place] = found[place], found[turn]
    return tuple(found)


def _looks_on(table: Table, who: str, *, observer: bool) -> State:
    state = table.state
    if who in {state.leader, state.deputy, *state.bringers}:
        raise Refusal(Code.NOT_YOUR_TASK)
    if observer == (who in state.observers):
        raise Refusal(Code.ALREADY)
    people = tuple(one for one in state.people if one != who)
    observers = tuple(one for one in state.observers if one != who)
    if observer:
        return replace(state, people=people, observers=(*observers, who), groups=_ungrouped(table, who))
    return replace(state, people=(*people, who), observers=observers)


def _ungrouped(table: Table, who: str) -> tuple[tuple[str, ...], ...]:
    """The groups without this person. A turn that is past or going on keeps its place, so that no later one shifts."""
    around = block(table.method)
    lap = table.state.lap(table.method.steps[around[0]]) if around else -1

    def left(group: tuple[str, ...]) -> tuple[str, ...]:
        kept = ("" if one == who and place <= lap else one for place, one in enumerate(group))
        return tuple(one for one in kept if one != who)

    return tuple(map(left, table.state.groups))


def take_over(table: Table, command: ask.TakeOver) -> Decision:
    state, who = table.state, table.actor
    if not (command.named or who == state.deputy):
        raise Refusal(Code.NOT_YOUR_TASK if state.deputy else Code.NO_DEPUTY)
    if who in state.bringers:
        raise Refusal(Code.NOT_YOUR_TASK)
    if who == state.leader or state.leader != (command.leader or state.facilitator):
        raise Refusal(Code.ALREADY)
    acting = "" if who == state.facilitator else who
    return Decision(_in_round(table, replace(state, acting=acting)), (Event("taken_over"),))


def give_back(table: Table, command: ask.GiveBack) -> Decision:
    state = table.state
    if not state.acting:
        raise Refusal(Code.NOT_NOW)
    if table.actor not in {state.facilitator, state.acting}:
        raise Refusal(Code.NOT_YOUR_TASK)
    return Decision(replace(state, acting=""), (Event("given_back"),))


def _in_round(table: Table, state: State) -> State:
    """A running round without who left, with who came at its end."""
    if state.round is None or state.now(table.method).turns is not Turns.ROUND:
        return state
    expected = speakers(table.method, state)
    spoken = tuple(one for one in state.round.order[: state.round.turn] if one in expected)
    waiting = [one for one in state.round.order[state.round.turn :] if one in expected]
    fresh = [one for one in expected if one not in spoken and one not in waiting]
    order = (*spoken, *waiting, *fresh)
    return replace(state, round=replace(state.round, order=order, turn=len(spoken)))
