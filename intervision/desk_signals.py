"""Meetings that were held and have no harvest yet, for the coordinator's desk. That there is none; never what is in one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from circles import desk
from circles.desk import SOON, Signal
from sessions_app.models import Meeting, Season


def signals(circle_ids) -> dict[int, list[Signal]]:
    """One query: the last such meeting of each season that is on."""
    held = Meeting.objects.filter(season__circle__in=circle_ids, season__state=Season.State.RUNNING)
    rows = held.filter(state=Meeting.State.DONE, harvest__isnull=True).order_by("number")
    last = {circle_id: (pk, number) for circle_id, pk, number in rows.values_list("season__circle", "pk", "number")}
    return {circle_id: [_missing(*meeting)] for circle_id, meeting in last.items()}


def _missing(meeting_id: int, number: int) -> Signal:
    words = _("there is no harvest of meeting %(n)s") % {"n": number}
    address = reverse("intervision:harvest_open", args=[meeting_id])
    return Signal("no_harvest", SOON, words, _("Ask the case-bringer"), address, does=True)


desk.register(signals)
