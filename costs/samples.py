"""Invented values for looking at the mails about money. Nothing of it is stored."""

from circles.models import Circle
from praktijkkring.outbox.samples import register
from sessions_app.models import Season

from .models import Share


def world() -> dict:
    """A value for every name that these mails use."""
    circle = Circle(pk=1, name="Stille straten", theme="Wie past er op de buurt?", state="running")
    return {"circle": circle, "season": Season(pk=1, circle=circle, name="2026–2027"), "share": Share(pk=1)}


register("costs", world)
