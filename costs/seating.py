"""Who sat at the table during which part of a season, per payer: read from rows, for dividing in time."""

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from circles.models import Membership
from sessions_app.models import Meeting

from .models import Budget, Change, Share
from .timeline import BEGINNING, END, Span, merged

JOINED, LEFT = Change.Kind.JOINED, Change.Kind.LEFT


@dataclass(frozen=True)
class Moment:
    """How far a season was: after ``past`` of its meetings, of ``of`` in all."""

    past: int
    of: int

    @property
    def part(self) -> Fraction:
        return Fraction(self.past, self.of)


@dataclass(frozen=True)
class Move:
    """Somebody took or gave up a seat and the shares did not follow yet."""

    payer: tuple[str, int]
    membership: Membership
    kind: str
    at: dt.datetime
    moment: Moment

    @property
    def past(self) -> int:
        return self.moment.past

    @property
    def of(self) -> int:
        return self.moment.of


@dataclass
class Seating:
    """Everything about one fixed division: its shares, who sat where since, and what was followed already."""

    budget: Budget
    turn: int = 0
    members: dict[int, Membership] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    carried: dict[int, Share] = field(default_factory=dict)
    followed: dict[tuple[int, str], Moment] = field(default_factory=dict)

    @cached_property
    def by_member(self) -> dict[int, Share]:
        return {share.membership_id: share for share in self.shares if share.membership_id}

    @cached_property
    def by_key(self) -> dict[tuple[str, int], Share]:
        return {share.payer: share for share in self.shares}

    @cached_property
    def _last(self) -> Moment | None:
        return max(self.followed.values(), key=lambda moment: moment.part, default=None)

    def line(self, member: Membership) -> list[Membership]:
        """The member, whom they took the seat over from, and so on back."""
        found = [member]
        while before := self.members.get(found[-1].succeeds_id):
            found.append(before)
        return found

    def payer_of(self, member: Membership) -> tuple[str, int]:
        """Who pays for this member, as a key: the share that the seat was counted in, else their area, else they."""
        line = self.line(member)
        for one in line:
            if one.pk in self.carried:
                return self.carried[one.pk].payer
            if one.pk in self.by_member:
                return ("member", one.pk)
        if self.budget.key == Budget.Key.AREA and member.area_id:
            return ("area", member.area_id)
        return ("member", line[-1].pk)

    @cached_property
    def by_payer(self) -> dict[tuple[str, int], list[Membership]]:
        """Whom each payer pays or paid for: those with a share in their order, then newcomers as they came."""
        found = {share.payer: [] for share in self.shares}
        for member in sorted(self.members.values(), key=lambda one: (one.joined_at, one.pk)):
            found.setdefault(self.payer_of(member), []).append(member)
        return found

    def behind(self, payer: tuple[str, int]) -> list[Membership]:
        """Who it is about now: those who sit there, or else who left last."""
        mine = self.by_payer.get(payer, [])
        seated = [member for member in mine if member.left_at is None]
        return seated or sorted(mine, key=lambda member: member.left_at)[-1:]

    def moment(self, at) -> Moment | None:
        """How far the season was; never before what was followed already. None without meetings."""
        there = [meeting.starts_at for meeting in self.meetings]
        if not there:
            return None
        found = Moment(sum(1 for starts in there if starts and starts <= at), len(there))
        return self._last if self._last and self._last.part > found.part else found

    def _was_there_first(self, member: Membership) -> bool:
        """Counted when the division was fixed: from the beginning, whenever they joined before that."""
        share = self.by_key.get(self.payer_of(member))
        return bool(share and share.revision_id is None and member.joined_at <= self.budget.locked_at)

    def _open_moves(self, member: Membership) -> dict[str, Moment]:
        found = {}
        if not self._was_there_first(member) and (member.pk, JOINED) not in self.followed:
            found[JOINED] = self.moment(member.joined_at)
        if member.left_at and (member.pk, LEFT) not in self.followed:
            found[LEFT] = self.moment(member.left_at)
        return found

    def _span(self, member: Membership, moves: dict[str, Moment]) -> Span | None:
        known = {kind: self.followed[member.pk, kind] for kind in (JOINED, LEFT) if (member.pk, kind) in self.followed}
        known |= moves
        if JOINED not in known and not self._was_there_first(member):
            return None
        start = known[JOINED].part if JOINED in known else BEGINNING
        return Span(self.payer_of(member), start, known[LEFT].part if LEFT in known else END)

    def spans(self, *, followed_only: bool = False) -> list[Span]:
        """When each member sat there; ``followed_only`` as the shares that stand know it."""
        found = [self._span(m, {} if followed_only else self._open_moves(m)) for m in self.members.values()]
        return [span for span in found if span]

    def moves(self) -> list[Move]:
        """What the shares do not follow yet and what makes a difference to somebody, oldest first.

        A seat that was handed over, or a second member of an area that pays, is no difference.
        """
        if not self.meetings:
            return []
        now, before = merged(self.spans()), merged(self.spans(followed_only=True))
        other = {payer for payer in now.keys() | before.keys() if now.get(payer) != before.get(payer)}
        found = [
            Move(payer, member, kind, member.joined_at if kind == JOINED else member.left_at, moment)
            for payer in other
            for member in self.by_payer[payer]
            for kind, moment in self._open_moves(member).items()
        ]
        return sorted(found, key=lambda move: (move.at, move.membership.pk, move.kind))
