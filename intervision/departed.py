"""Who leaves a circle, or must sign again, leaves its live meetings at once."""

from circles import departures
from circles.models import Membership
from praktijkkring.live.publish import kick

from .models import Run


def send_away(membership: Membership) -> None:
    """End this person's streams in the runs of the circle. Who still may follow is let in again by the door."""
    runs = Run.objects.filter(meeting__season__circle=membership.circle_id, closed_at__isnull=True)
    for run_id in runs.values_list("pk", flat=True):
        kick(room=f"run:{run_id}", user_id=membership.user_id)
        kick(room=f"wall:{run_id}", user_id=membership.user_id)


departures.register(send_away)
