"""The engine says no. ``Refusal.code`` is from a closed list; the shell turns it into a sentence."""

from enum import StrEnum


class Code(StrEnum):
    CLOSED = "closed"  # the run is over
    NOT_HERE = "not_here"  # this person takes no part in the run
    NOT_YOURS = "not_yours"  # the contribution belongs to somebody else
    NOT_YOUR_TASK = "not_your_task"  # this role has nothing to do here
    NOT_LEADING = "not_leading"  # only who leads now
    NOT_NOW = "not_now"  # this step has no such thing
    STEP_OVER = "step_over"  # the group has moved on
    NOT_YET = "not_yet"  # that step has not begun
    STOPPED = "stopped"  # somebody pressed stop
    NOT_STOPPED = "not_stopped"
    REVEALED = "revealed"  # the cards have been turned over
    SEALED = "sealed"  # the cards are still closed
    ENOUGH = "enough"  # no more of these per person
    EMPTY = "empty"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_LABEL = "unknown_label"
    UNKNOWN_MODULE = "unknown_module"
    UNKNOWN_STEP = "unknown_step"
    UNKNOWN_PERSON = "unknown_person"
    ALREADY = "already"  # it is so already
    VOTED = "voted"  # a ballot cannot be taken back: nobody knows which one it was
    TOO_MANY = "too_many"
    FIRST_STEP = "first_step"
    LAST_STEP = "last_step"
    LOOP_LIMIT = "loop_limit"
    NOTHING_TO_TAKE = "nothing_to_take"  # the next step has no minute to spare
    NO_CLOCK = "no_clock"
    PAUSED = "paused"
    RUNNING = "running"
    NOT_YOUR_TURN = "not_your_turn"
    ROUND_OVER = "round_over"
    NO_DEPUTY = "no_deputy"
    OUT_OF_RANGE = "out_of_range"
    BEGUN = "begun"  # what was written for this case-bringer is for nobody else


class Refusal(Exception):
    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code
