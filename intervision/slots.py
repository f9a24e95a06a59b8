"""What the pages of circles and meetings show of the conversation."""

import zoneinfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from . import queries
from .access import TalkStanding
from .gifts import closed_runs, runs_with_gifts
from .models import Run


def _draw(request, template, **context):
    return render_to_string(f"intervision/_slots/{template}.html", context, request=request)


def front_look(request, **_given):
    """In the demo: a round at work, for whoever comes by, without an account."""
    return _draw(request, "look") if settings.DEMO else ""


def method_rehearse(request, *, method, **given):
    """Practise this method alone."""
    key = getattr(given.get("standing"), "key", "") or method.key
    return _draw(request, "rehearse", key=key)


def circle_harvest(request, *, circle, standing, **_given):
    """The latest harvest, for who reads this circle's content."""
    if not standing.may("circle.content"):
        return ""
    harvest = queries.latest_harvest(circle)
    if harvest is None:
        return ""
    return _draw(
        request,
        "harvest",
        harvest=harvest,
        meeting=harvest.meeting,
        bringer=harvest.meeting.case_bringer,
        insights=queries.shared_insights(harvest.meeting, limit=3),
        looked_back_on=queries.next_date(harvest.meeting),
        own=standing.membership,
    )


def meeting_live(request, *, meeting, standing, **_given):
    """Start, join or wait, for who takes part in this meeting."""
    talk = TalkStanding(standing)
    if meeting.state not in {"confirmed", "live"} or not talk.may("run.follow"):
        return ""
    run = Run.objects.filter(meeting=meeting, closed_at__isnull=True).first()
    leads, today = talk.may("run.start"), timezone.localdate(timezone=zoneinfo.ZoneInfo(meeting.zone))
    if not (run or leads or meeting.date == today):
        return ""  # there is nothing to wait for yet
    return _draw(request, "live", meeting=meeting, run=run, leads=leads, today=meeting.date == today)


def question_history(request, *, question, standing, **_given):
    """What the case-bringer was going to do with a question, and what became of it."""
    if not standing.may("question.read"):
        return ""
    held = queries.harvest_of_question(question)
    return _draw(request, "question_history", harvest=held) if held and (held.commitment or held.looked_back) else ""


def meeting_harvest(request, *, meeting, standing, **_given):
    """First and real question of a meeting that is over, with the way to the whole."""
    if not standing.may("meeting.content"):
        return ""
    harvest = queries.harvest_of(meeting)
    if harvest is None:
        return ""
    talk = TalkStanding(standing)
    got = bool(standing.membership and runs_with_gifts(talk, closed_runs(talk)))
    return _draw(request, "meeting_harvest", harvest=harvest, meeting=meeting, got=got)
