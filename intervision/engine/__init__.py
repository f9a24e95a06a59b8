"""The engine: how a method is carried out. Pure Python, no Django, no clock, no chance, and never a text.

How the shell uses it (everything below is importable from ``intervision.engine``)::

    method = Method.from_dict(run.method)          # the run's own copy; cache it per run, it never changes
    state  = State.from_dict(run.state)            # run.state = state.to_dict()
    items  = [Item(id=str(row.id), step=row.step, kind=Kind(row.kind), author=person_id, …) for row in rows]

    state = start(method, people=["7", "9", …], facilitator="12", bringers=["7"], now_ms=…)     # the first state
    try:
        decision = decide(method, state, items, Next(), actor="12", now_ms=int(time.time() * 1000))
    except Refusal as no:
        …                                          # no.code is one of Code: say it in words
    # store together, in one transaction:
    #   decision.state    → run.state (compare-and-set on run.version)
    #   decision.changes  → per Change: write change.item's columns; change.created: a new row
    #   decision.events   → one RunLog row each: event.name, event.facts (never content)

    seen = view(method, state, items, Viewer.of(method, state, "9"))       # one person's screen
    seen = view(method, state, items, Viewer.everybody(Role.MEMBER))       # what all members see alike: shared patches
    seen = view(method, state, items, Viewer.everybody(Role.SCREEN))       # the big screen
    seen.task.say("nl", bringer="Ellen")           # texts hold {bringer}

People are strings that the shell chooses (one per person; the facilitator may be somebody without a seat: then they are
``facilitator`` but not in ``people``). ``people`` stands in the order of the table. Who comes later: ``Join()``; only a
person who said so or was taken out is gone (``Leave``); a lost connection changes nothing.

Items: the engine sees metadata only. Columns it needs beside id, step, kind, author, entered_by, state, label, picked,
order, about, keep: ``lap`` (which pass through the step: loops, repeats, rotating case-bringers; 0 until then) and
``private`` (the author keeps an insight to themself; only where the input has ``private_choice``). In one step every
input has another ``kind``, so (step, kind) names the input. ``keep`` is copied onto the item.

``Put(item=<uuid of the device>, kind=…, step=<step it was written in>, length=len(text.strip()), draft=…)`` creates and
replaces. ``draft=True`` is autosave: for the author alone, accepted at any time, never opened. ``draft=False`` lays the
card: closed where the input is sealed, open otherwise. The same Put twice is harmless. Cards that come late from a phone
that slept are accepted while their step is current or is being worked on; else ``step_over``, and the text is the author's
draft. Drafts and private notes may come at any time; lines of the harvest until the run closes.

Sealed steps have two phases, writing and revealed. ``Reveal`` turns all cards over at once, in an order of chance that is
then fixed (``order``); ``Next`` does so on the way. ``view.primary`` says which of the two the green button is now. Skip
and Back leave closed cards closed.  With ``reveal = later`` a later step opens them (its ``Reveal`` or ``Next``).

``ends_by(method, state)``: what ends the step now besides who leads. The last card (``entered``) or the last ``Ready``
(``agreement``) does so in the same decision; for ``timer`` any device sends ``Tick`` when its clock is over.

``view`` gives: role and task, floor, place, clock, round (``speaking``, ``next``), ``entries`` (what to write, how many
more), ``work`` (cards to sort, pick, vote on, answer: ``todo``, ``done``, ``focus``, ``mine``), ``items`` (all that this
viewer may see), ``entered`` (n of m cards), ``controls`` (buttons), ``pad`` (case-bringer turned away: note pad and clock
only), ``silent`` (who has given nothing: for who leads), ``stopped``, ``next_title``, ``next_minutes``.
``Sight(method, state, viewer).named(item)``: may the author's name be shown.

Clock: ``Clock.ends_at`` (epoch ms) while it runs, ``paused_left_ms`` while it is paused, neither when a step has none.
``Pause, Resume, Extend, TakeFromNext`` act on the current (or free) step. Stop (``StopRun``) by anybody pauses it and holds
all moves until ``ClearStop`` by who leads or who pressed it.

Closing: ``Close()``, then ``fates(method, state, items)`` (item id → erased, author, bringer, group, carry) and
``harvest(method, state, items)`` (real_question, commitment, insight, agreement → items).

``fit(method, minutes)`` makes a plan of minutes per step for ``start(plan=…)``. Every command is listed in ``commands``;
every closed list in ``vocabulary``; every refusal in ``refusal.Code``.

Speed, CPU with 300 items: a Put decided in 0.03 ms, a view in 0.5 ms; a state read in 0.02 ms, a method in 0.5 ms.
"""

from .clock import Clock
from .close import fates, harvest
from .commands import (
    Answer,
    Appoint,
    Back,
    Choose,
    ClearStop,
    Close,
    Command,
    Edit,
    Extend,
    Focus,
    GiveBack,
    GoTo,
    InsertFree,
    Join,
    Leave,
    LeaveBlock,
    Loop,
    Next,
    Pass,
    Pause,
    Pick,
    Put,
    Ready,
    Repeat,
    Resume,
    Reveal,
    Score,
    Skip,
    SkipTurn,
    Sort,
    StopRun,
    TakeFromNext,
    TakeOver,
    Tick,
    TurnBack,
    TurnNext,
    Vote,
    Withdraw,
)
from .commands import Count as OpenCount
from .controls import ends_by
from .counts import Count
from .decide import Decision, Event, decide
from .items import Change, Item
from .method import Act, Input, InvalidMethod, Method, Step
from .refusal import Code, Refusal
from .sight import Sight, Viewer
from .start import fit, start
from .state import Free, Round, State, Stop, Visit
from .text import Text
from .view import Entry, View, view
from .vocabulary import (
    CaseKind,
    Closes,
    Fate,
    Harvest,
    Identity,
    ItemState,
    Keep,
    Kind,
    Leading,
    Phase,
    Place,
    Preparation,
    Role,
    Safety,
    Shown,
    Speech,
    Turns,
    Verb,
    Who,
)
from .work import Work

__all__ = [
    "Act",
    "Answer",
    "Appoint",
    "Back",
    "CaseKind",
    "Change",
    "Choose",
    "ClearStop",
    "Clock",
    "Close",
    "Closes",
    "Code",
    "Command",
    "Count",
    "Decision",
    "Edit",
    "Entry",
    "Event",
    "Extend",
    "Fate",
    "Focus",
    "Free",
    "GiveBack",
    "GoTo",
    "Harvest",
    "Identity",
    "Input",
    "InsertFree",
    "InvalidMethod",
    "Item",
    "ItemState",
    "Join",
    "Keep",
    "Kind",
    "Leading",
    "Leave",
    "LeaveBlock",
    "Loop",
    "Method",
    "Next",
    "OpenCount",
    "Pass",
    "Pause",
    "Phase",
    "Pick",
    "Place",
    "Preparation",
    "Put",
    "Ready",
    "Refusal",
    "Repeat",
    "Resume",
    "Reveal",
    "Role",
    "Round",
    "Safety",
    "Score",
    "Shown",
    "Sight",
    "Skip",
    "SkipTurn",
    "Sort",
    "Speech",
    "State",
    "Step",
    "Stop",
    "StopRun",
    "TakeFromNext",
    "TakeOver",
    "Text",
    "Tick",
    "TurnBack",
    "TurnNext",
    "Turns",
    "Verb",
    "View",
    "Viewer",
    "Visit",
    "Vote",
    "Who",
    "Withdraw",
    "Work",
    "decide",
    "ends_by",
    "fates",
    "fit",
    "harvest",
    "start",
    "view",
]
