"""Start a season: its dates stand, and everybody is invited."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.domain.ending import rest, resume
from circles.models import Circle
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app import season_starts
from sessions_app.access import season_for
from sessions_app.models import Meeting, Season
from sessions_app.rights import require
from sessions_app.rules import check_enough, check_no_poll
from sessions_app.states import season_may_go

from . import tell
from .pick_dates import take_over_answers


@transaction.atomic
def start_season(*, season: Season, by) -> Season:
    """Refused when the circle is not running, another season is on, or there are fewer than five meetings."""
    require(season_for(by, season.pk), "season.plan")
    season = Season.objects.select_for_update().select_related("circle").get(pk=season.pk)
    if not season_may_go(season.state, Season.State.RUNNING):
        raise Refused(_("This season has already started."))
    check_no_poll(season)
    if season.circle.state == Circle.State.RESTING:
        season.circle = resume(by=by, circle=season.circle)
    if season.circle.state != Circle.State.RUNNING:
        raise Refused(_("Start the circle first: a season begins when the circle is running."))
    meetings = season.meetings.exclude(state=Meeting.State.CANCELLED)
    check_enough(meetings.count())
    season.state, season.started_at = Season.State.RUNNING, timezone.now()
    try:
        with transaction.atomic():
            season.save(update_fields=["state", "started_at"])
    except IntegrityError:
        raise Refused(_("This circle already has a season that is on.")) from None
    meetings.filter(state=Meeting.State.PLANNED, date__isnull=False).update(state=Meeting.State.SCHEDULED)
    take_over_answers(season)
    for meeting in meetings.filter(state=Meeting.State.SCHEDULED).select_related("facilitator", "deputy"):
        meeting.season = season
        if meeting.date >= timezone.localdate():
            tell.invited(meeting)
    season_starts.run(season=season, by=by)
    record("sessions_app.season_started", by=by, scope=f"circle:{season.circle_id}", season=season.name)
    return season


@transaction.atomic
def close_season(*, season: Season, by) -> Season:
    """The circle rests from then on. Refused while a meeting is still to come."""
    require(season_for(by, season.pk), "season.plan")
    season = Season.objects.select_for_update(of=("self",)).select_related("circle").get(pk=season.pk)
    if not season_may_go(season.state, Season.State.CLOSED):
        raise Refused(_("Only a season that is on can be closed."))
    if season.meetings.exclude(state__in=[Meeting.State.DONE, Meeting.State.CANCELLED]).exists():
        raise Refused(_("There are still meetings to come. Hold or cancel them first."))
    season.state, season.closed_at = Season.State.CLOSED, timezone.now()
    season.save(update_fields=["state", "closed_at"])
    record("sessions_app.season_closed", by=by, scope=f"circle:{season.circle_id}", season=season.name)
    if season.circle.state == Circle.State.RUNNING:
        rest(by=by, circle=season.circle)
    return season
