"""The shares of a fixed division follow who joined and who left since."""

from django.db import transaction
from django.utils.translation import gettext as _

from costs.access import must_change
from costs.following import Becoming, Proposal, proposal
from costs.models import Budget, Change, Correction, Revision, Share
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post
from sessions_app.models import Season


@transaction.atomic
def follow(*, season: Season, by, seen: str) -> Revision:
    """New shares and corrections as they were shown: ``seen`` is the mark of that proposal.

    What stood before stays. Whose amount changes gets a mail. Raises Refused when the division is not fixed, when
    there is nothing to follow any more, and when somebody else joined or left since it was shown.
    """
    must_change(by, season)
    Season.objects.select_for_update().get(pk=season.pk)
    budget = Budget.objects.filter(season=season, locked_at__isnull=False).select_related("season__circle").first()
    if budget is None:
        raise Refused(_("Fix the division first. Until then you can simply divide again."))
    found = proposal(budget)
    if found is None:
        raise Refused(_("The shares fit who sits at the table. There is nothing to change."))
    if found.mark != seen:
        raise Refused(_("Something changed since you opened this page. Look at the new amounts first."))
    number = budget.revisions.count() + 2  # the fixing was the first
    revision = Revision.objects.create(budget=budget, number=number, by=by)
    shares = _write(revision, found)
    record("costs.followed", by=by, scope=f"circle:{season.circle_id}", season=season.name)
    for row in found.rows:
        if row.difference:
            _tell(revision, shares[row.payer], row, but=by)
    return revision


def _write(revision: Revision, found: Proposal) -> dict[tuple[str, int], Share]:
    """The rows of one revision. Returns the share of every payer."""
    new = [row for row in found.rows if row.share is None]
    Share.objects.bulk_create(_first_share(revision, row) for row in new)
    Correction.objects.bulk_create(
        Correction(revision=revision, share=row.share, cents=row.difference)
        for row in found.rows
        if row.share and row.difference
    )
    shares = {share.payer: share for share in Share.objects.filter(budget=revision.budget)}
    Change.objects.bulk_create(
        Change(
            revision=revision,
            share=shares.get(move.payer),
            membership=move.membership,
            kind=move.kind,
            at=move.at,
            past=move.past,
            of=move.of,
        )
        for move in found.moves
    )
    carried = Share.carried_by.through
    carried.objects.bulk_create(
        (
            carried(share_id=shares[row.payer].pk, membership_id=member.pk)
            for row in found.rows
            if row.area
            for member in row.people
        ),
        ignore_conflicts=True,
    )
    return shares


def _first_share(revision: Revision, row: Becoming) -> Share:
    kind, payer_id = row.payer
    whose = {"area_id": payer_id} if kind == "area" else {"membership_id": payer_id}
    return Share(budget=revision.budget, revision=revision, cents=row.after, **whose)


def _tell(revision: Revision, share: Share, row: Becoming, *, but) -> None:
    """One mail to each person behind the share, without an amount; also to who left."""
    for member in row.people:
        if member.user_id == but.pk or not member.user.is_active:
            continue
        key = f"costs.share_changed:{revision.pk}:{share.pk}:{member.user_id}"
        refs = {"share_id": share.pk, "revision_id": revision.pk}
        post(kind="costs.share_changed", key=key, to=member.user, refs=refs)
