"""Harvests that are missing and rounds that were left open, for the coordinator's desk. Never what is in one."""

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import desk
from circles.desk import NOW, SOON, Signal
from sessions_app.models import Meeting, Season

from .models import Run


def signals(circle_ids) -> dict[int, list[Signal]]:
    """Two queries: the last meeting without a harvest of each season that is on, and every round that was left open."""
    held = Meeting.objects.filter(season__circle__in=circle_ids, season__state=Season.State.RUNNING)
    rows = held.filter(state=Meeting.State.DONE, harvest__isnull=True).order_by("number")
    last = {circle_id: (pk, number) for circle_id, pk, number in rows.values_list("season__circle", "pk", "number")}
    found = defaultdict(list)
    for circle_id, meeting in last.items():
        found[circle_id].append(_missing(*meeting))
    for circle_id, pk, number in _left_open(circle_ids):
        found[circle_id].append(_open_round(pk, number))
    return found


def _left_open(circle_ids):
    """Of meetings of an earlier day, whatever became of the season."""
    runs = Run.objects.filter(meeting__season__circle__in=circle_ids, closed_at__isnull=True)
    past = runs.filter(meeting__date__lt=timezone.localdate()).order_by("meeting__number", "pk")
    return past.values_list("meeting__season__circle", "meeting", "meeting__number")


def _open_round(meeting_id: int, number: int) -> Signal:
    words = _("the round of meeting %(n)s was never closed") % {"n": number}
    address = reverse("intervision:close_round", args=[meeting_id])
    return Signal("open_round", NOW, words, _("Close the round"), address, does=True)


def _missing(meeting_id: int, number: int) -> Signal:
    words = _("there is no harvest of meeting %(n)s") % {"n": number}
    address = reverse("intervision:harvest_open", args=[meeting_id])
    return Signal("no_harvest", SOON, words, _("Ask the case-bringer"), address, does=True)


desk.register(signals)
