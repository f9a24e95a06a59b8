"""Everything that happens in a run goes through here: lock, let the engine decide, write, count, tell the screens."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone

from intervision.access import RunStanding, must_still_follow, still_signed
from intervision.ballots import put_away, state_of
from intervision.engine import (
    Command,
    Decision,
    Extend,
    Item,
    ItemState,
    Method,
    Pause,
    Put,
    Refusal,
    Resume,
    Shown,
    State,
    Withdraw,
    decide,
)
from intervision.errors import Overtaken, RefusedByEngine
from intervision.ledger import items_in, method_of, person, write
from intervision.models import Run, RunLog
from intervision.room.broadcast import broadcast
from intervision.room.timing import only_the_time
from praktijkkring.prepared import Prepared
from praktijkkring.statements import Statement, added, carry_out, changed

NAMELESS = {"voted"}  # with name and hour beside it a count would soon tell who chose what
OF_THE_CLOCK = (Pause, Resume, Extend)  # hang on no card


LOCK = Prepared(lambda run: Run.objects.filter(pk=run).select_for_update(of=("self",), no_key=True).only("pk"), run=int)
UNDER_LOCK = Prepared(
    lambda run, circle, user: (
        Run.objects.filter(pk=run).annotate(followed=Exists(still_signed(circle, user))).defer("method")
    ),
    run=int,
    circle=int,
    user=int,
)


@dataclass(frozen=True)
class Outcome:
    """The run as it is after the act, what the engine decided, and what was told to whom (topic → HTML) after the commit."""

    run: Run
    decision: Decision
    told: dict[str, str] = field(default_factory=dict)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


@transaction.atomic
def act(
    *,
    by: RunStanding,
    command: Command,
    seen: int | None = None,
    texts: Mapping[str, str] | None = None,
    goes_on_from: Mapping[str, str] | None = None,
    leader: str = "",
) -> Outcome:
    """Carry out one command of the engine.

    ``seen`` is the version on the screen of who pressed a move: an older one than the last move raises Overtaken, so
    that two people who press at once move one step. ``texts`` are the contents by item id; ``goes_on_from`` what
    the device that writes saw of them: WrittenElsewhere when another text is stored by now. ``leader``: in whose place
    it is done by somebody who follows nothing; then the caller asked for the right. Raises Refused with a sentence when
    the engine says no, Http404 for who was let in at the door and has lost access since.
    """
    run = _locked(by, seen, asked_for_right=bool(leader))
    method, before = method_of(by.run), state_of(run, by.circle.pk)
    items = [] if isinstance(command, OF_THE_CLOCK) else items_in(run)
    try:
        decision = decide(method, before, items, command, actor=leader or person(by.user), now_ms=now_ms())
    except Refusal as refusal:
        if _lies_there(run, by, command, texts or {}):
            return Outcome(run, Decision(before))
        raise RefusedByEngine(refusal) from refusal
    write(run, by, decision.changes, texts or {}, goes_on_from)
    if _for_the_author_alone(command, method, before, items):
        return Outcome(run, decision)  # nobody else sees it, so nothing moves, nothing is logged, nothing is told
    if isinstance(command, OF_THE_CLOCK):
        items = _to_draw(run, before, decision)
    run.meeting = by.meeting
    stored = _stored(run, decision, by.circle.pk, is_move=seen is not None)
    carry_out(stored, *_noted(run, by, decision))
    author, outcome = _for_whom(command, by), Outcome(run, decision)
    transaction.on_commit(
        lambda: outcome.told.update(broadcast(run, run.version, before, decision, items, author=author)), robust=True
    )
    return outcome


def _noted(run: Run, by: RunStanding, decision: Decision) -> list:
    """The lines of the run's log that go into the same message."""
    return [
        added(
            RunLog(run=run, by=None if event.name in NAMELESS else by.user, action=event.name, facts=dict(event.facts))
        )
        for event in decision.events
    ]


def _locked(by: RunStanding, seen: int | None, *, asked_for_right: bool) -> Run:
    lock = LOCK.statement(run=by.run.pk)
    run = UNDER_LOCK.first(run=by.run.pk, circle=by.circle.pk, user=by.user.pk, after=lock)
    if run is None:
        raise Run.DoesNotExist
    if not (asked_for_right or run.followed):
        must_still_follow(by)
    if seen is not None and seen < run.moved:
        raise Overtaken
    return run


def _to_draw(run: Run, before: State, decision: Decision) -> list[Item]:
    """Cards were not needed to decide about a clock. Read before the commit, as everything that is drawn."""
    return [] if only_the_time(before, decision) else items_in(run)


def _for_whom(command: Command, by: RunStanding) -> str:
    """Whose card or ballot it is when somebody else gives it; "" for one's own."""
    author = getattr(command, "author", "")
    return "" if author == person(by.user) else author


def _for_the_author_alone(command: Command, method: Method, state: State, items: list[Item]) -> bool:
    """Half-written text and private notes; not a card that is taken off the table to be rewritten."""
    if not isinstance(command, Put | Withdraw):
        return False
    old = next((item for item in items if item.id == command.item), None)
    if old and old.laid and not _private(method, state, old):
        return False
    if isinstance(command, Withdraw):
        return old is not None and old.state is ItemState.DRAFT
    entry = state.step_of(method, command.step).input(command.kind)
    return command.draft or bool(entry and entry.shown is Shown.PRIVATE)


def _lies_there(run: Run, by: RunStanding, command: Command, texts: Mapping[str, str]) -> bool:
    """Whether this very text was laid by this person before: the answer to the first time got lost on its way."""
    if not isinstance(command, Put) or command.draft:
        return False
    row = run.contributions.filter(pk=command.item, state__in=["sealed", "shown"], step=command.step).first()
    mine = row is not None and by.user.pk in {row.author_user_id, row.entered_by_id}
    return mine and row.kind == command.kind and row.text == texts.get(command.item)


def _private(method: Method, state: State, item: Item) -> bool:
    entry = state.step_of(method, item.step, item.lap).input(item.kind)
    return bool(entry and entry.shown is Shown.PRIVATE)


def _stored(run: Run, decision: Decision, circle_id: int, *, is_move: bool) -> Statement:
    put_away(run, circle_id, decision.state)
    run.version += 1
    fields = ["state", "ballots", "version"]
    if is_move:
        run.moved = run.version
        fields.append("moved")
    if decision.state.closed and run.closed_at is None:
        run.closed_at = timezone.now()
        fields.append("closed_at")
    return changed(run, *fields)
