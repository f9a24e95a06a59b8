"""The circle begins."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import states
from circles.access import must_coordinate
from circles.models import SEATS_TO_START, Circle
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused


@transaction.atomic
def start(*, by, circle: Circle) -> Circle:
    """From forming to running. Refused with fewer than six members."""
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    state = states.after(circle.state, "start")
    seated = circle.memberships.filter(left_at__isnull=True).count()
    if seated < SEATS_TO_START:
        raise Refused(_("A circle starts with six members. You have %(seated)s now.") % {"seated": seated})
    circle.state, circle.started_at = state, timezone.now()
    circle.save(update_fields=["state", "started_at"])
    record("circles.started", by=by, scope=f"circle:{circle.pk}", members=seated)
    return circle
