"""Rows for the pages of the harvest and the start."""

from .models import Harvest, Insight


def harvest_of(meeting) -> Harvest | None:
    return Harvest.objects.filter(meeting=meeting).first()


def latest_harvest(circle) -> Harvest | None:
    """What the last meeting of the circle left, with its case-bringer."""
    return (
        Harvest.objects.filter(meeting__season__circle=circle)
        .select_related("meeting__season", "meeting__case_bringer__user", "meeting__case_bringer__area")
        .order_by("-meeting__date", "-created_at")
        .first()
    )


def shared_insights(meeting, limit: int | None = None):
    """What members share with the circle, in the order of the chairs."""
    rows = Insight.objects.filter(meeting=meeting, shared=True).select_related("author__user").order_by("author__seat")
    return rows[:limit] if limit else rows


def own_insight(meeting, membership) -> Insight | None:
    return Insight.objects.filter(meeting=meeting, author=membership).first() if membership else None


def next_date(meeting):
    """The date of the meeting after this one, where its commitment is looked back on, or None."""
    return (
        meeting.season.meetings.filter(date__gt=meeting.date)
        .exclude(state="cancelled")
        .order_by("date")
        .values_list("date", flat=True)
        .first()
    )
