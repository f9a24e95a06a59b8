"""Rows for the pages of the harvest and the start."""

from django.db.models import Q

from circles.models import Agreement, Membership
from praktijkkring.models import User

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


def harvest_of_question(question) -> Harvest | None:
    """What came of a question in the meeting where it was central."""
    return Harvest.objects.filter(meeting__question=question).first()


def to_look_back_on(meeting) -> Harvest | None:
    """The harvest of the circle's meeting before this one, when something was promised there."""
    found = (
        Harvest.objects.filter(circle=meeting.season.circle_id, meeting__date__lt=meeting.date)
        .exclude(meeting=meeting)
        .select_related("meeting__case_bringer__user")
        .order_by("-meeting__date", "-created_at")
        .first()
        if meeting.date
        else None
    )
    return found if found and found.commitment else None


def possible_deputies(meeting):
    """Who can be named at the start to take over: members who signed, and who is named for this meeting already."""
    circle = meeting.season.circle_id
    newest = Agreement.objects.filter(circle=circle).order_by("-version").values("pk")[:1]
    seats = Membership.objects.filter(circle=circle, left_at__isnull=True, signatures__agreement__in=newest)
    named = {meeting.facilitator_id, meeting.deputy_id} - {None}
    people = User.objects.filter(Q(pk__in=seats.values("user")) | Q(pk__in=named), is_active=True)
    bringer = meeting.case_bringer.user_id if meeting.case_bringer else None
    return people.exclude(pk=bringer).order_by("name", "pk")


def meeting_after(meeting):
    """The next one of the season with its people, or None."""
    later = meeting.season.meetings.filter(date__gt=meeting.date).exclude(state="cancelled")
    return later.select_related("case_bringer__user", "facilitator").order_by("date").first()


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
