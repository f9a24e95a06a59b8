"""Who takes part, who has which part, who leads."""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import State
from intervision.engine.steps import speakers
from intervision.engine.vocabulary import Turns

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
        smallest = min(range(len(state.groups)), key=lambda index: len(state.groups[index]))
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
        groups=tuple(tuple(one for one in group if one != who) for group in state.groups),
        ready={one: yes for one, yes in state.ready.items() if one != who},
    )
    return Decision(_in_round(table, state), (Event("left"),))


def appoint(table: Table, command: ask.Appoint) -> Decision:
    table.leader_only()
    state, who, part = table.state, command.person, command.part
    if part not in PARTS:
        raise Refusal(Code.UNKNOWN_LABEL)
    clears = not who and part in {"deputy", "scribe", "second_bringer"}
    if not clears and who not in state.people and who not in state.observers:
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
        state = _bringer(state, who, second=part == "second_bringer")
    else:
        state = _looks_on(state, who, observer=part == "observer")
    return Decision(_in_round(table, state), (Event("appointed", {"part": part}),))


def _bringer(state: State, who: str, *, second: bool) -> State:
    if who in {state.leader, state.deputy} or who in state.observers:
        raise Refusal(Code.NOT_YOUR_TASK)
    if not second:
        return replace(state, bringers=(who,))
    if not state.bringers or who in state.bringers:
        raise Refusal(Code.ALREADY)
    return replace(state, bringers=(state.bringers[0], who) if who else state.bringers[:1])


def _looks_on(state: State, who: str, *, observer: bool) -> State:
    if who in {state.leader, state.deputy, *state.bringers}:
        raise Refusal(Code.NOT_YOUR_TASK)
    if observer == (who in state.observers):
        raise Refusal(Code.ALREADY)
    people = tuple(one for one in state.people if one != who)
    observers = tuple(one for one in state.observers if one != who)
    if observer:
        return replace(state, people=people, observers=(*observers, who), groups=_ungrouped(state, who))
    return replace(state, people=(*people, who), observers=observers)


def _ungrouped(state: State, who: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one for one in group if one != who) for group in state.groups)


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
