"""What became of the commitment of an earlier meeting: told at the start of a later one, kept with the earlier one."""

from django.db import transaction
from django.http import Http404

from intervision.access import RunStanding, harvest_for, must_still_follow
from intervision.ledger import refuse_unread
from intervision.models import Harvest
from praktijkkring.audit.record import record


@transaction.atomic
def look_back(*, by: RunStanding, harvest: Harvest, text: str, seen: str | None = None) -> Harvest:
    """During the later meeting: by whoever leads it, or by who brought in then. Http404 for anybody else.

    ``seen``: the text from which a device goes on. WrittenElsewhere when another one is stored by now.
    """
    held = _held(harvest)
    must_still_follow(by)
    if held.circle_id != by.circle.pk or not (by.leads or _brought_in(by.user, held)) or by.run.closed_at:
        raise Http404
    return _keep(held, text, by.user, seen)


@transaction.atomic
def look_back_oneself(*, by, harvest: Harvest, text: str, seen: str | None = None) -> Harvest:
    """At any time, by who brought in at that meeting and still reads its harvest. ``seen`` as in ``look_back``."""
    held = _held(harvest)
    if not (harvest_for(by, held.meeting_id).may("harvest.commit") and _brought_in(by, held)):
        raise Http404
    return _keep(held, text, by, seen)


def _held(harvest: Harvest) -> Harvest:
    rows = Harvest.objects.select_for_update(of=("self",)).select_related("meeting__case_bringer")
    return rows.get(pk=harvest.pk)


def _brought_in(user, harvest: Harvest) -> bool:
    return harvest.meeting.case_bringer.user_id == user.pk


def _keep(harvest: Harvest, text: str, by, seen: str | None) -> Harvest:
    """In the room it is kept at every pause in typing: the trail names the first time. Over nothing, all is written."""
    if harvest.looked_back:
        refuse_unread(harvest.looked_back, text.strip(), seen)
    told_before, harvest.looked_back = bool(harvest.looked_back), text.strip()
    harvest.save(update_fields=["looked_back"])
    if not told_before:
        number = harvest.meeting.number
        record("intervision.looked_back", by=by, scope=f"circle:{harvest.circle_id}", number=number)
    return harvest
