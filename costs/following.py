"""What the shares would become if they followed who joined and who left: shown first, applied with one press."""

import hashlib
from dataclasses import dataclass

from django.utils import timezone

from circles.models import Area, Membership

from .loading import has_moved, load
from .models import Budget, Share
from .seating import Move, Seating
from .timeline import BEGINNING, END, divide_in_time, merged


@dataclass(frozen=True)
class Becoming:
    """One payer: the share as it stands (None for who has none yet) and what it would be."""

    payer: tuple[str, int]
    name: str
    people: tuple[Membership, ...]
    share: Share | None
    after: int
    area: Area | None = None

    @property
    def before(self) -> int:
        return self.share.owed_cents if self.share else 0

    @property
    def difference(self) -> int:
        return self.after - self.before

    @property
    def open_after(self) -> int:
        """What is still to be paid then; below zero what comes back."""
        return self.after - (self.share.paid_cents if self.share else 0)

    @property
    def comes_back(self) -> int:
        return max(0, -self.open_after)


@dataclass(frozen=True)
class Proposal:
    """A new division beside the one that stands. ``mark`` is another for every other content."""

    budget: Budget
    moves: list[Move]
    rows: list[Becoming]
    whole: frozenset = frozenset()  # the payers who sit there from the beginning to the end

    @property
    def for_the_whole_season(self) -> int:
        """What those who are there throughout pay more, below zero less; one of them may differ by a cent or two."""
        found = sorted(row.difference for row in self.rows if row.payer in self.whole)
        return found[len(found) // 2] if found else 0

    @property
    def less(self) -> int:
        return -self.for_the_whole_season

    @property
    def total(self) -> int:
        return sum(row.after for row in self.rows)

    @property
    def mark(self) -> str:
        said = [(row.payer, row.before, row.after) for row in self.rows]
        said += [(move.membership.pk, str(move.kind), move.past, move.of) for move in self.moves]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:20]

    def of(self, share: Share | None, member: Membership | None = None) -> Becoming | None:
        """The row of this share, or of a member who has none yet."""
        for row in self.rows:
            if (share and row.share == share) or (not share and member and member in row.people):
                return row
        return None


def proposals(budgets) -> list[Proposal]:
    """For each fixed division that its shares do not follow yet. A fixed number of queries, however many."""
    return [found for seating in load(budgets) if (found := _proposal(seating))]


def proposal(budget: Budget | None) -> Proposal | None:
    """What waits for this budget; None when nobody joined or left since, or nobody's amount hangs on it."""
    return next(iter(proposals([budget])), None) if budget and budget.locked_at else None


def if_they_left(budget: Budget | None, member: Membership) -> dict[str, int] | None:
    """``before`` and ``after`` in cents: the share of a member if they gave up the seat now. None without a share.

    ``others``: what each of those who sit there throughout would pay more than now.
    """
    if not (budget and budget.locked_at):
        return None
    [seating] = load([budget])
    share = seating.by_key.get(seating.payer_of(member))
    if share is None:
        return None
    seating.members[member.pk].left_at = timezone.now()
    found = _proposal(seating)
    row = found and found.of(share)
    others = found.for_the_whole_season if found else 0
    return {"before": share.owed_cents, "after": row.after if row else share.owed_cents, "others": others}


def if_they_joined(budget: Budget | None, user) -> int | None:
    """What ``user`` would carry on a chair of their own, from now on. None before the division is fixed."""
    if not (budget and budget.locked_at):
        return None
    [seating] = load([budget])
    new = Membership(pk=0, circle_id=budget.season.circle_id, user=user, joined_at=timezone.now())
    seating.members[new.pk] = new
    found = _proposal(seating)
    row = found and found.of(None, new)
    return row.after if row else 0


def share_of_seat(budget: Budget | None, member: Membership) -> Share | None:
    """The share that goes with the seat of this member, also when they left it."""
    if not (budget and budget.locked_at):
        return None
    [seating] = load([budget])
    return seating.by_key.get(seating.payer_of(seating.members.get(member.pk, member)))


def moved_budgets(circle_ids) -> list[Budget]:
    """Fixed divisions of these circles in whose season somebody came or went since."""
    fixed = Budget.objects.filter(season__circle__in=circle_ids, locked_at__isnull=False)
    return list(fixed.filter(has_moved()).select_related("season").order_by("pk"))


def _proposal(seating: Seating) -> Proposal | None:
    moves = seating.moves()
    if not moves:
        return None
    payers = list(seating.by_payer)
    total = sum(share.owed_cents for share in seating.shares)
    spans = seating.spans()
    try:
        cents = divide_in_time(total, payers, spans, turn=seating.turn)
    except ValueError:  # nobody is left at the table
        return None
    rows = [
        _becoming(seating, payer, seating.by_key.get(payer), after) for payer, after in zip(payers, cents, strict=True)
    ]
    rows = [row for row in rows if row.share or row.after]
    whole = {payer for payer, mine in merged(spans).items() if mine == [(BEGINNING, END)]}
    return Proposal(seating.budget, moves, rows, frozenset(whole)) if any(row.difference for row in rows) else None


def _becoming(seating: Seating, payer, share: Share | None, after: int) -> Becoming:
    people = tuple(seating.behind(payer))
    if payer[0] == "member":
        return Becoming(payer, people[0].user.name, people, share, after)
    area = share.area if share else people[0].area
    return Becoming(payer, area.name, people, share, after, area)
