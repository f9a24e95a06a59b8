"""Everything that happens in a run goes through here: lock, let the engine decide, write, count, tell the screens."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone

from intervision.access import LOCK, RunStanding, must_still_follow, run_to_act_in, still_signed
from intervision.ballots import put_away, with_counts
from intervision.engine import (
    Command,
    Decision,
    Extend,
    Item,
    ItemState,
    Kind,
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
from intervision.rights import require
from intervision.room.broadcast import broadcast
from intervision.room.tell import to_own_devices
from intervision.room.timing import only_the_time
from praktijkkring.models import User
from praktijkkring.prepared import Prepared
from praktijkkring.statements import Statement, added, carry_out, changed

NAMELESS = {"voted"}  # with name and hour beside it a count would soon tell who chose what
OF_THE_CLOCK = (Pause, Resume, Extend)  # hang on no card


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
    """The run as it is after the act, what the engine decided on which state, and what was told to whom (topic → HTML)
    after the commit."""

    run: Run
    before: State
    decision: Decision
    told: dict[str, str] = field(default_factory=dict)

    @property
    def goes_on(self) -> bool:
        """The group is somewhere else now: who leads moved it, or the step ended by itself."""
        before, after = self.before, self.decision.state
        return (before.step, before.laps, before.phase) != (after.step, after.laps, after.phase)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Asked:
    """A command, and what came with it.

    ``seen`` is the version on the screen of who pressed a move: an older one than the last move raises Overtaken, so
    that two people who press at once move one step. ``texts`` are the contents by item id; ``goes_on_from`` what
    the device that writes saw of them: WrittenElsewhere when another text is stored by now.
    """

    command: Command
    seen: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    goes_on_from: Mapping[str, str] | None = None


@transaction.atomic
def press(*, user: User, run: int, right: str, command: Command, **with_it) -> tuple[RunStanding, Outcome]:
    """The door, the lock and one command of the engine in one: what people press all evening. ``with_it``: see Asked.

    Raises Http404 for who may not, and what ``act`` raises.
    """
    by = run_to_act_in(user, run, held=True)
    require(by, right)
    return by, _carry_out(Asked(command, **with_it), by, by.run, by.state)


@transaction.atomic
def act(*, by: RunStanding, command: Command, leader: str = "", **with_it) -> Outcome:
    """Carry out one command of the engine for who was let in before. ``with_it``: see Asked.

    ``leader``: in whose place it is done by somebody who follows nothing; then the caller asked for the right. Raises
    Refused with a sentence when the engine says no, Http404 for who was let in at the door and has lost access since.
    """
    run = _locked(by, asked_for_right=bool(leader))
    return _carry_out(Asked(command, **with_it), by, run, State.from_dict(run.state), leader)


def _carry_out(asked: Asked, by: RunStanding, run: Run, state: State, leader: str = "") -> Outcome:
    """Of a run that is locked, with its ``state`` as it was read under the lock."""
    command = asked.command
    if asked.seen is not None and asked.seen < run.moved:
        raise Overtaken
    method, before = method_of(by.run), with_counts(state, run, by.circle.pk)
    items = [] if isinstance(command, OF_THE_CLOCK) else items_in(run)
    try:
        decision = decide(method, before, items, command, actor=leader or person(by.user), now_ms=now_ms())
    except Refusal as refusal:
        if _lies_there(run, by, command, asked.texts):
            return Outcome(run, before, Decision(before))
        raise RefusedByEngine(refusal) from refusal
    outcome = Outcome(run, before, decision)
    write(run, by, decision.changes, asked.texts, asked.goes_on_from)
    if _for_the_author_alone(command, method, before, items):
        if isinstance(command, Put) and command.draft and command.step != before.step:  # the step was quicker
            to_own_devices(run, by.user.pk)
        return outcome  # nobody else sees it, so nothing moves, nothing is logged, nothing is told
    if isinstance(command, OF_THE_CLOCK):
        items = _to_draw(run, before, decision)
    run.meeting = by.meeting
    stored = _stored(run, decision, by.circle.pk, is_move=asked.seen is not None or outcome.goes_on)
    carry_out(stored, *_noted(run, by, decision))
    author = _for_whom(command, by)
    transaction.on_commit(
        lambda: outcome.told.update(broadcast(run, run.version, before, decision, items, author=author)), robust=True
    )
    for who in _leave_half_a_text(before, decision.state, items):
        to_own_devices(run, int(who))
    return outcome


def _noted(run: Run, by: RunStanding, decision: Decision) -> list:
    """The lines of the run's log that go into the same message."""
    return [
        added(
            RunLog(run=run, by=None if event.name in NAMELESS else by.user, action=event.name, facts=dict(event.facts))
        )
        for event in decision.events
    ]


def _locked(by: RunStanding, *, asked_for_right: bool) -> Run:
    lock = LOCK.statement(run=by.run.pk)
    run = UNDER_LOCK.first(run=by.run.pk, circle=by.circle.pk, user=by.user.pk, after=lock)
    if run is None:
        raise Run.DoesNotExist
    if not (asked_for_right or run.followed):
        must_still_follow(by)
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


def _leave_half_a_text(before: State, after: State, items: list[Item]) -> set[str]:
    """Whose text does not stand in a field any more: it is elsewhere on the screen, also of a device that had none of it."""
    if (before.step, before.laps, before.phase) == (after.step, after.laps, after.phase):
        return set()
    drafts = (one for one in items if one.state is ItemState.DRAFT and one.kind is not Kind.NOTE)
    return {one.author for one in drafts if one.step == before.step}


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
