"""One device for the whole circle: who is seated without a device, and what is typed and chosen for whom."""

from dataclasses import replace

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Membership
from intervision.access import RunStanding
from intervision.commands import MARKS, command
from intervision.engine import Code, Join, Put
from intervision.errors import RefusedByEngine
from intervision.ledger import person
from intervision.models import Run
from intervision.rights import require
from praktijkkring.errors import Refused
from sessions_app.models import Attendance

from .act import Outcome, act

BALLOTS = frozenset({"vote", "score"})


@transaction.atomic
def seat_without_device(*, by: RunStanding, membership_id: int) -> Outcome | None:
    """By whoever leads: a member who is in the room takes part without logging in. None when they did already."""
    require(by, "run.move")
    seat = Membership.objects.filter(pk=membership_id, circle=by.circle, left_at__isnull=True, user__is_active=True)
    member = seat.first()
    if member is None:
        raise Http404
    row, _made = Attendance.objects.get_or_create(meeting=by.meeting, membership=member)
    Attendance.objects.filter(pk=row.pk, present_from__isnull=True).update(present_from=timezone.now())
    Attendance.objects.filter(pk=row.pk).update(present_until=None)
    try:
        return act(by=by, command=Join(person=person(member.user_id)))
    except RefusedByEngine as refused:
        if refused.code is Code.ALREADY:
            return None
        raise


@transaction.atomic
def enter_for(*, by: RunStanding, put: Put, text: str) -> Outcome:
    """A card of ``put.author``, typed by the scribe. The rules of the step hold for the author. Http404 for others."""
    _must_type(by)
    return act(by=by, command=put, texts={put.item: text})


@transaction.atomic
def mark_for(*, by: RunStanding, form) -> Outcome:
    """Sort, pick or answer what somebody without a device says aloud; give a vote or a figure of theirs.

    Whose ballot it was is forgotten as it is for everybody: it is counted under nobody's name.
    """
    _must_type(by)
    if form.get("do") not in {"sort", "pick", "answer", *BALLOTS}:
        raise Http404
    ask = command(MARKS, form)
    if form["do"] in BALLOTS:
        author = form.get("author", "")
        if not author.isascii() or not author.isdigit():
            raise Refused(_("Choose whose it is."))
        ask = replace(ask, author=author[:20])
    return act(by=by, command=ask)


def _must_type(by: RunStanding) -> None:
    run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=by.run.pk)
    if not by.may("run.enter") or run.state.get("scribe") != person(by.user):
        raise Http404
