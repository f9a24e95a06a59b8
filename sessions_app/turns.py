"""Whose turn it is: everybody once before anybody twice, who waited last season first. Pure."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """One member in the turn list.

    ``status`` is had, next (named for a meeting to come) or open. ``date`` is that meeting's. ``waited`` says that
    last season gave them none. ``paused``: takes a break now, and so comes later and is not waited for.
    """

    membership_id: int
    seat: int
    status: str = "open"
    date: dt.date | None = None
    waited: bool = False
    paused: bool = False


def in_order(turns: list[Turn]) -> list[Turn]:
    """Who is named first (by date), then who is open (waited last season first, then by seat, who pauses last), then who had it."""
    rank = {"next": 0, "open": 1, "had": 2}
    return sorted(
        turns,
        key=lambda turn: (rank[turn.status], turn.date or dt.date.max, turn.paused, not turn.waited, turn.seat),
    )


def may_have(turns: list[Turn], membership_id: int) -> bool:
    """Whether this member may be named without a decision of the circle: not while others wait for their first turn."""
    mine = next(turn for turn in turns if turn.membership_id == membership_id)
    return mine.status == "open" or all(turn.status != "open" or turn.paused for turn in turns)
