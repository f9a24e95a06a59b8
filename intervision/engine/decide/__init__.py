"""``decide``: a command by somebody, at a moment → the new state with what else changes, or a ``Refusal``."""

import random
from collections.abc import Callable, Iterable
from typing import Any

from intervision.engine import commands as ask
from intervision.engine.items import Item
from intervision.engine.method import Method
from intervision.engine.refusal import Code, Refusal
from intervision.engine.state import State

from . import clocks, ending, judging, moves, people, rounds, writing
from .table import Decision, Event, Table

VERBS: dict[type, Callable[[Table, Any], Decision]] = {
    ask.Next: moves.next_,
    ask.Back: moves.back,
    ask.GoTo: moves.go_to,
    ask.Skip: moves.skip,
    ask.Repeat: moves.repeat,
    ask.Loop: moves.loop,
    ask.LeaveBlock: moves.leave_block,
    ask.InsertFree: moves.insert_free,
    ask.Close: moves.close,
    ask.Tick: ending.tick,
    ask.Pause: clocks.pause,
    ask.Resume: clocks.resume,
    ask.Extend: clocks.extend,
    ask.TakeFromNext: clocks.take_from_next,
    ask.StopRun: clocks.stop,
    ask.ClearStop: clocks.clear_stop,
    ask.Ready: writing.ready,
    ask.Put: writing.put,
    ask.Withdraw: writing.withdraw,
    ask.Reveal: writing.reveal,
    ask.Sort: judging.sort,
    ask.Pick: judging.pick,
    ask.Vote: judging.vote,
    ask.Score: judging.score,
    ask.Count: judging.count,
    ask.Answer: judging.answer,
    ask.Edit: judging.edit,
    ask.Focus: judging.focus,
    ask.Choose: judging.choose,
    ask.TurnNext: rounds.turn_next,
    ask.TurnBack: rounds.turn_back,
    ask.Pass: rounds.pass_,
    ask.SkipTurn: rounds.skip_turn,
    ask.Join: people.join,
    ask.Leave: people.leave,
    ask.Appoint: people.appoint,
    ask.TakeOver: people.take_over,
    ask.GiveBack: people.give_back,
}


def decide(
    method: Method,
    state: State,
    items: Iterable[Item],
    command: ask.Command,
    *,
    actor: str,
    now_ms: int,
    rng: random.Random | None = None,
) -> Decision:
    """Raises Refusal. ``items``: all of the run. ``rng`` shuffles cards and groups; without one, true chance does.

    Nothing given is changed. The caller stores ``state`` and ``changes`` together, or neither.
    """
    if state.closed:
        raise Refusal(Code.CLOSED)
    table = Table(method, state, {item.id: item for item in items}, actor, now_ms, rng or random.SystemRandom())
    if not isinstance(command, ask.Join) or command.person:
        table.here()
    return ending.by_itself(table, VERBS[type(command)](table, command))


__all__ = ["VERBS", "Decision", "Event", "Table", "decide"]
