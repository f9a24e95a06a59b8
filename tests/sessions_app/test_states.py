"""The whole table of moves, as a truth table."""

import pytest

from sessions_app.models import Meeting, Season
from sessions_app.states import MEETING_MOVES, SEASON_MOVES, comes_from, meeting_may_go, season_may_go

STATES = ["planned", "scheduled", "confirmed", "live", "done", "cancelled"]
#             planned scheduled confirmed live done cancelled
MEETING = {
    "planned":   [0, 1, 0, 0, 0, 1],
    "scheduled": [0, 0, 1, 0, 0, 1],
    "confirmed": [0, 1, 0, 1, 1, 1],
    "live":      [0, 0, 0, 0, 1, 0],
    "done":      [0, 0, 0, 0, 0, 0],
    "cancelled": [0, 0, 0, 0, 0, 0],
}  # fmt: skip
SEASON = {("planned", "running"), ("running", "closed")}


@pytest.mark.parametrize("old", STATES)
@pytest.mark.parametrize("new", STATES)
def test_a_meeting_goes_only_where_the_table_says(old, new):
    assert meeting_may_go(old, new) == bool(MEETING[old][STATES.index(new)])


def test_a_season_goes_only_forward():
    states = list(SEASON_MOVES)
    assert {(old, new) for old in states for new in states if season_may_go(old, new)} == SEASON


def test_the_tables_know_every_state_of_the_models():
    assert (set(MEETING_MOVES), set(SEASON_MOVES)) == (set(Meeting.State.values), set(Season.State.values))


def test_where_a_state_comes_from_is_the_same_table_read_backwards():
    assert comes_from("live") == {"confirmed"}
    assert comes_from("cancelled") == {"planned", "scheduled", "confirmed"}
