"""Where a circle stands in its life, with who and when; for its own page."""

from django.template.loader import render_to_string

from praktijkkring.audit.queries import trail
from praktijkkring.ui import slots

from .models import Ending

MOMENTS = (
    "circles.proposed",
    "circles.founded",
    "circles.adopted",
    "circles.started",
    "circles.rests",
    "circles.resumed",
    "circles.closed",
    "circles.term_changed",
    "circles.reopened",
    "circles.erase_moved",
    "circles.erased",
    "sessions_app.season_started",
    "sessions_app.season_closed",
)
SHOWN = 30


def ending_of(circle) -> Ending | None:
    """How and by whom it was closed; None for a circle that lives."""
    return Ending.objects.filter(circle=circle).select_related("by").first() if circle.state == "closed" else None


def the_line(request, *, circle, standing, **_given) -> str:
    """The moments from the first to the last, for who may read the trail. At most two queries."""
    if not standing.may("circle.trail"):
        return ""
    lines = trail(f"circle:{circle.pk}", limit=SHOWN, actions=MOMENTS)
    return render_to_string("circles/_circle/life.html", {"moments": lines[::-1]}, request) if lines else ""


def the_end(request, *, circle, standing, **_given) -> str:
    """For a closed circle: until when it can be read, what to take along, and for the coordinator the way back."""
    if circle.state != "closed":
        return ""
    context = {"circle": circle, "standing": standing, "ending": ending_of(circle)}
    return render_to_string("circles/_circle/ended.html", context, request)


slots.register("circle.life", the_line)
slots.register("circle.end", the_end)
