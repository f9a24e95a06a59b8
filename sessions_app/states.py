"""From which state a meeting or season may go where. Pure: knows nothing of people or of the database."""

MEETING_MOVES: dict[str, frozenset[str]] = {
    "planned": frozenset({"scheduled", "cancelled"}),
    "scheduled": frozenset({"confirmed", "cancelled"}),
    "confirmed": frozenset({"scheduled", "live", "done", "cancelled"}),
    "live": frozenset({"done"}),
    "done": frozenset(),
    "cancelled": frozenset(),
}

SEASON_MOVES: dict[str, frozenset[str]] = {
    "planned": frozenset({"running"}),
    "running": frozenset({"closed"}),
    "closed": frozenset(),
}

# A meeting that still has to come: it can be moved, get another facilitator, be answered.
AHEAD = frozenset({"planned", "scheduled", "confirmed"})
# A meeting with a date that people were asked for.
ASKED = frozenset({"scheduled", "confirmed"})
# A meeting with a date that was not called off.
STANDING = frozenset({"scheduled", "confirmed", "live", "done"})


def meeting_may_go(old: str, new: str) -> bool:
    return new in MEETING_MOVES[old]


def season_may_go(old: str, new: str) -> bool:
    return new in SEASON_MOVES[old]


def comes_from(new: str) -> frozenset[str]:
    """The states from which a meeting may go to ``new``: the left side of a compare-and-set."""
    return frozenset(old for old, targets in MEETING_MOVES.items() if new in targets)
