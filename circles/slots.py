"""What circles show on pages of the platform."""

from django.template.loader import render_to_string

from praktijkkring.ui import slots

from . import calls as public

SHOWN = 5


def open_circles(request, **given) -> str:
    """The newest open themes on the front page; nothing when there are none."""
    calls = list(public.open_calls()[:SHOWN])
    return render_to_string("circles/_open_circles.html", {"calls": calls}, request) if calls else ""


slots.register("home.open_circles", open_circles)
