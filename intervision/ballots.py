"""Votes that are still open lie sealed: no table, nor two copies of it, tells what somebody chose.

Between two ballots only who has voted changes in the clear. The counts are locked anew each time, in a box of one size,
with the key of the circle, which is not in the database. They are opened when the vote is.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from praktijkkring.vault.box import lock, unlock

from .engine import State
from .models import Run

BOX = 4096  # bytes; more than any vote needs, so that its size says nothing

Tallies = Mapping[str, Mapping[str, int]]


def with_counts(state: State, run: Run, circle_id: int) -> State:
    """The state of ``run`` with the counts of open votes in it, for the engine to go on counting."""
    if not run.ballots:
        return state
    counts: Tallies = json.loads(unlock(f"circle:{circle_id}", bytes(run.ballots), _place(run)))
    return replace(state, tallies={**state.tallies, **counts})


def put_away(run: Run, circle_id: int, state: State) -> None:
    """Set ``run.state`` and ``run.ballots``; nothing is saved."""
    still_open = {name: dict(tally) for name, tally in state.tallies.items() if name not in state.counted}
    counted = {name: tally for name, tally in state.tallies.items() if name not in still_open}
    run.state = replace(state, tallies=counted).to_dict()
    run.ballots = lock(f"circle:{circle_id}", _padded(still_open), _place(run)) if still_open else b""


def _padded(counts: Tallies) -> str:
    text = json.dumps(counts)
    return text.ljust(-(-len(text) // BOX) * BOX)


def _place(run: Run) -> str:
    return f"run:{run.pk}|ballots"
