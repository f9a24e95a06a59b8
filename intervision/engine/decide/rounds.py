"""The round: who speaks now, who comes next."""

from dataclasses import replace

from intervision.engine import commands as ask
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import Round

from .table import Decision, Event, Table


def turn_next(table: Table, command: ask.TurnNext) -> Decision:
    return _turned(table, _my_round(table), "turn_moved")


def skip_turn(table: Table, command: ask.SkipTurn) -> Decision:
    table.leader_only()
    return _turned(table, _my_round(table), "turn_skipped")


def turn_back(table: Table, command: ask.TurnBack) -> Decision:
    table.leader_only()
    turns = _round(table)
    if turns.turn == 0:
        raise Refusal(Code.OUT_OF_RANGE)
    return _decided(table, replace(turns, turn=turns.turn - 1, started=table.now_ms), "turn_back")


def pass_(table: Table, command: ask.Pass) -> Decision:
    turns = _my_round(table)
    speaker = turns.speaking
    if speaker in turns.passed or not turns.next:
        return _turned(table, turns, "turn_moved")
    order = (*(one for one in turns.order if one != speaker), speaker)
    passed = (*turns.passed, speaker)
    return _decided(table, replace(turns, order=order, passed=passed, started=table.now_ms), "passed")


def _round(table: Table) -> Round:
    table.in_motion()
    if table.state.round is None or table.state.free:
        raise Refusal(Code.NOT_NOW)
    return table.state.round


def _my_round(table: Table) -> Round:
    turns = _round(table)
    if not turns.speaking:
        raise Refusal(Code.ROUND_OVER)
    if not table.leads and table.actor != turns.speaking:
        raise Refusal(Code.NOT_YOUR_TURN)
    return turns


def _turned(table: Table, turns: Round, name: str) -> Decision:
    return _decided(table, replace(turns, turn=turns.turn + 1, started=table.now_ms), name)


def _decided(table: Table, turns: Round, name: str) -> Decision:
    return Decision(replace(table.state, round=turns), (Event(name, {"turn": turns.turn}),))
