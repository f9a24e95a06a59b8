"""The page of one share: what it was, how it changed and why, and what was paid."""

import datetime as dt
from dataclasses import dataclass

from circles.models import Membership

from .access import SharePage
from .models import Change, Correction, Payment, Revision, Share
from .queries import payer_now


@dataclass(frozen=True)
class Entry:
    """One line of the history. ``changes`` are why; none for the first division."""

    at: dt.datetime
    cents: int
    after: int
    changes: tuple[Change, ...] = ()


def share_page(seen: SharePage) -> dict:
    """The share as this reader sees it. Members do not see who noted what was paid."""
    share, costs = seen.share, seen.costs
    payments = list(Payment.objects.filter(share=share).select_related("by", "taken_back_by"))
    counting = [payment for payment in payments if payment.taken_back_at is None]
    return {
        "costs": costs,
        "circle": share.budget.season.circle,
        "season": share.budget.season,
        "budget": share.budget,
        "share": share,
        "total": sum(one.owed_cents for one in share.budget.shares.all()),
        "entries": entries(share),
        "successors": successors(share),
        "payments": payments,
        "last_payment": counting[-1] if counting else None,
        "may_change": bool(costs and costs.may("costs.change")),
        "sees_all": seen.sees_all,
        "payer": payer_now(share),
        "about_me": seen.about_reader,
        "mine": seen.about_reader and not share.area_id,
    }


def entries(share: Share) -> list[Entry]:
    """First what it was, then every correction with what it became."""
    why = _reasons(share)
    came = share.revision
    found = [
        Entry(came.at if came else share.budget.locked_at, share.cents, share.cents, why.get(share.revision_id, ()))
    ]
    for correction in Correction.objects.filter(share=share).select_related("revision"):
        after = found[-1].after + correction.cents
        found.append(Entry(correction.revision.at, correction.cents, after, why.get(correction.revision_id, ())))
    return found


def successors(share: Share) -> list[Membership]:
    """Who took the seat of this share over, one after the other, since it was fixed. One query per change of hands."""
    found, member = [], share.membership
    while member and member.left_at and hasattr(member, "successor"):
        member = member.successor
        found.append(member)
    return found


def _reasons(share: Share) -> dict[int, tuple[Change, ...]]:
    """Who joined or left, by revision: for everybody whose amount changed by it."""
    found: dict[int, tuple[Change, ...]] = {}
    revisions = Revision.objects.filter(budget=share.budget_id)
    for change in Change.objects.filter(revision__in=revisions).select_related("membership__user"):
        found[change.revision_id] = (*found.get(change.revision_id, ()), change)
    return found
