"""Everything somebody can ask of a run. The shell builds one of these from a form and hands it to ``decide``."""

from dataclasses import dataclass

from . import seats
from .vocabulary import Kind

# Moves: who leads.


@dataclass(frozen=True, slots=True)
class Next:
    """To the next step (ends a free step first). Cards of the step that are closed are turned over on the way."""


@dataclass(frozen=True, slots=True)
class Back:
    """To the step before, with the time it still had. What was turned over stays open."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """To any step. Steps between are marked as skipped; closed cards in them stay closed."""

    step: int


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave this step undone: its closed cards stay closed, and can be taken up again with Back."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same step once more, with a new clock; earlier contributions stay."""


@dataclass(frozen=True, slots=True)
class Loop:
    """In a step that may go back (was it no help?): another pass from the step its method names."""


@dataclass(frozen=True, slots=True)
class LeaveBlock:
    """End the steps that every case-bringer repeats, also when not everybody has had a turn."""


@dataclass(frozen=True, slots=True)
class InsertFree:
    """A free step now, over the current one, whose clock waits. Next ends it."""

    minutes: int = 5


@dataclass(frozen=True, slots=True)
class Close:
    """The run is over. ``close.fates`` says what is kept."""


# The clock: who leads; in subgroups also a member of the group, for their own clock.


@dataclass(frozen=True, slots=True)
class Pause:
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    minutes: int = 1
    group: int | None = None


@dataclass(frozen=True, slots=True)
class TakeFromNext:
    """Minutes from the next step to this one."""

    minutes: int = 1


@dataclass(frozen=True, slots=True)
class Tick:
    """The time is over: for a step that closes by its timer. Anybody's device may say so; it is checked."""


@dataclass(frozen=True, slots=True)
class Ready:
    """``more`` asks for one minute more. In a sealed step ready also means: I lay no (more) card."""

    more: bool = False


# Safety: everybody.


@dataclass(frozen=True, slots=True)
class StopRun:
    """The clock pauses and who leads is told."""


@dataclass(frozen=True, slots=True)
class ClearStop:
    """By who leads, or who pressed stop."""


# Contributions.


@dataclass(frozen=True, slots=True)
class Put:
    """Create or replace one's own item. ``step`` is the step it was written in; ``length`` of its trimmed text.

    ``author`` is set when a scribe or facilitator types for somebody else.
    """

    item: str
    kind: Kind
    step: int
    length: int = 1
    draft: bool = False
    author: str = ""
    about: str = ""
    label: str = ""  # where the step asks for one at once (edit with labels)
    private: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    item: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """Turn all closed cards of this step over at once; in a step that shows an earlier one: those."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Put a label on an item; an empty label takes it back."""

    item: str
    label: str


@dataclass(frozen=True, slots=True)
class Pick:
    item: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot per person, at once: it is counted and forgotten. ``author``: for whom the scribe gives it."""

    items: tuple[str, ...]
    author: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    value: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Open the count of votes or scores to all, also when somebody has not voted."""


@dataclass(frozen=True, slots=True)
class Answer:
    item: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """Correct somebody's item in a step that asks for it: its label, its text (the shell's), or both."""

    item: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Focus:
    """Which item everybody looks at; empty: the first that is not done."""

    item: str = ""


@dataclass(frozen=True, slots=True)
class Choose:
    """Fill a slot with one of its modules."""

    step: int
    module: str


# The round: who speaks, or who leads.


@dataclass(frozen=True, slots=True)
class TurnNext:
    """``speaker``, here and below: who spoke on the screen of who pressed; the turn of somebody else is not ended."""

    speaker: str = ""


@dataclass(frozen=True, slots=True)
class TurnBack:
    pass


@dataclass(frozen=True, slots=True)
class Pass:
    """Not now: who speaks comes again at the end, once."""

    speaker: str = ""


@dataclass(frozen=True, slots=True)
class SkipTurn:
    """By who leads: this person is passed over (not here, or nothing to say)."""

    speaker: str = ""


# People, in seats.py.
Join = seats.Join
Leave = seats.Leave
Appoint = seats.Appoint
TakeOver = seats.TakeOver
GiveBack = seats.GiveBack

Command = (
    Next | Back | GoTo | Skip | Repeat | Loop | LeaveBlock | InsertFree | Close | Pause | Resume | Extend | TakeFromNext
    | Tick | Ready | StopRun | ClearStop | Put | Withdraw | Reveal | Sort | Pick | Vote | Score | Count | Answer | Edit
    | Focus | Choose | TurnNext | TurnBack | Pass | SkipTurn | Join | Leave | Appoint | TakeOver | GiveBack
)  # fmt: skip
