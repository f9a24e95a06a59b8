"""The round: who speaks now, who comes next."""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import Round

from .table import Decision, Event, Table


def turn_next(table: Table, command: ask.TurnNext) -> Decision:
    turns = _my_round(table, command.speaker)
    decision = _turned(table, turns, "turn_moved")
    heard = tuple(dict.fromkeys((*table.state.heard, turns.speaking)))
    return replace(decision, state=replace(decision.state, heard=heard))


def skip_turn(table: Table, command: ask.SkipTurn) -> Decision:
    table.leader_only()
    return _turned(table, _my_round(table, command.speaker), "turn_skipped")


def turn_back(table: Table, command: ask.TurnBack) -> Decision:
    table.leader_only()
    turns = _round(table)
    if turns.turn == 0:
        raise Refusal(Code.OUT_OF_RANGE)
    return _decided(table, replace(turns, turn=turns.turn - 1), "turn_back")


def pass_(table: Table, command: ask.Pass) -> Decision:
    turns = _my_round(table, command.speaker)
    speaker = turns.speaking
    if speaker in turns.passed or not turns.next:
        return _turned(table, turns, "turn_moved")
    order = (*(one for one in turns.order if one != speaker), speaker)
    passed = (*turns.passed, speaker)
    return _decided(table, replace(turns, order=order, passed=passed), "passed")


def _round(table: Table) -> Round:
    table.in_motion()
    if table.state.round is None or table.state.free:
        raise Refusal(Code.NOT_NOW)
    return table.state.round


def _my_round(table: Table, speaker: str) -> Round:
    """The round, when this actor may end this turn. ``speaker``: whose turn it was on their screen, if they said so."""
    turns = _round(table)
    if speaker and speaker != turns.speaking:
        raise Refusal(Code.ALREADY)
    if not turns.speaking:
        raise Refusal(Code.ROUND_OVER)
    if not table.leads and table.actor != turns.speaking:
        raise Refusal(Code.NOT_YOUR_TURN)
    return turns


def _turned(table: Table, turns: Round, name: str) -> Decision:
    return _decided(table, replace(turns, turn=turns.turn + 1), name)


def _decided(table: Table, turns: Round, name: str) -> Decision:
    """Each turn has its own clock, which stands still with the clock of the step."""
    paused = table.state.clock.paused_left_ms is not None
    turns = replace(turns, started=0 if paused else table.now_ms, taken=0)
    return Decision(replace(table.state, round=turns), (Event(name, {"turn": turns.turn}),))
