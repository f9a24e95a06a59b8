"""Which reminders are due. Pure: facts in, reminders out; the outbox key makes each go at most once."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass, field

QUORUM = 5

ASK_QUESTION = "ask_question"
UNANSWERED = "unanswered"
TOMORROW = "tomorrow"
BELOW_QUORUM = "below_quorum"

# How many days before the meeting, each at the same hour of the wall clock.
DAYS_BEFORE = {ASK_QUESTION: 30, UNANSWERED: 3, BELOW_QUORUM: 2, TOMORROW: 1}
HOUR = dt.time(9, 0)
# After this a reminder that was missed (everything was down) is not sent any more.
LATE = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Facts:
    """What is known of one meeting. ``asked_at``: when people were last told of its date.

    ``members`` are pairs (membership id, user id); ``answers`` maps membership ids to yes, maybe, no or "".
    ``with_question`` are membership ids of who shared a question; ``replaced`` of whose chair a guest holds.
    """

    meeting_id: int
    date: dt.date
    starts: dt.time
    zone: str
    asked_at: dt.datetime | None
    members: list[tuple[int, int]]
    answers: dict[int, str] = field(default_factory=dict)
    with_question: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)
    facilitator_id: int | None = None
    is_set: bool = True


@dataclass(frozen=True)
class Reminder:
    """One reminder. ``membership_id`` is None for the coordinator. The date is part of the key: moved is new."""

    kind: str
    meeting_id: int
    membership_id: int | None
    date: dt.date

    @property
    def key(self) -> str:
        return (
            f"sessions_app.{self.kind}:{self.meeting_id}:{self.membership_id or 'coordinator'}:{self.date.isoformat()}"
        )


def moment(kind: str, facts: Facts) -> dt.datetime:
    """When this reminder is due: some days before, at nine in the morning where the meeting is."""
    day = facts.date - dt.timedelta(days=DAYS_BEFORE[kind])
    return dt.datetime.combine(day, HOUR, tzinfo=zoneinfo.ZoneInfo(facts.zone))


def due(now: dt.datetime, facts: Facts) -> Iterator[Reminder]:
    """Every reminder of this meeting that may go now. Nothing for the past, nothing late, nothing just heard."""
    if not facts.is_set:
        return
    for kind in DAYS_BEFORE:
        at = moment(kind, facts)
        if not at <= now < at + LATE or (facts.asked_at and facts.asked_at > at):
            continue
        for membership_id in _who(kind, facts):
            yield Reminder(kind, facts.meeting_id, membership_id, facts.date)


def most_possible(members: list[tuple[int, int]], no: set[int], facilitator_id: int | None) -> int:
    """How many can still be there: who did not say no, and a facilitator from outside."""
    outside = facilitator_id is not None and facilitator_id not in {user for _, user in members}
    return sum(pk not in no for pk, _ in members) + outside


def coming(facts: Facts) -> int:
    """How many said that they come, with a facilitator from outside."""
    not_yes = {pk for pk, _ in facts.members if facts.answers.get(pk) != "yes"}
    return most_possible(facts.members, not_yes, facts.facilitator_id)


def _who(kind: str, facts: Facts) -> list[int | None]:
    if kind == BELOW_QUORUM:
        return [None] if coming(facts) < QUORUM else []
    ids = [pk for pk, _ in facts.members]
    if kind == ASK_QUESTION:
        return [pk for pk in ids if pk not in facts.with_question]
    there = [pk for pk in ids if pk not in facts.replaced]
    if kind == UNANSWERED:
        return [pk for pk in there if not facts.answers.get(pk)]
    return [pk for pk in there if facts.answers.get(pk) == "yes"]
