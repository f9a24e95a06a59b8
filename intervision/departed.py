"""Who leaves a circle, must sign again or no longer leads, leaves its live meetings at once."""

from circles import departures
from circles.models import Membership
from praktijkkring.live.publish import kick
from sessions_app import lost_lead
from sessions_app.models import Meeting

from .domain.leave_table import leave_table
from .models import Run


def send_away(membership: Membership) -> None:
    """End this person's streams in the runs of the circle. Who still may follow is let in again by the door."""
    _end_streams(Run.objects.filter(meeting__season__circle=membership.circle_id), membership.user_id)


def send_away_leader(meeting: Meeting, user_id: int) -> None:
    """A lead gives access to every meeting of the circle, so it ends in every run."""
    _end_streams(Run.objects.filter(meeting__season__circle=meeting.season.circle_id), user_id)


def _end_streams(runs, user_id: int) -> None:
    for run_id in runs.filter(closed_at__isnull=True).values_list("pk", flat=True):
        kick(room=f"run:{run_id}", user_id=user_id)
        kick(room=f"wall:{run_id}", user_id=user_id)
        leave_table(run_id=run_id, user_id=user_id)


departures.register(send_away)
lost_lead.register(send_away_leader)
