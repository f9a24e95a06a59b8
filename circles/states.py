"""The life of a circle: proposed, forming, running, resting, closed. Pure: a table and one function."""

from django.utils.translation import gettext as _

from praktijkkring.errors import Refused

MOVES: dict[tuple[str, str], str] = {
    ("proposed", "adopt"): "forming",
    ("forming", "start"): "running",
    ("running", "rest"): "resting",
    ("resting", "resume"): "running",
    ("proposed", "close"): "closed",
    ("forming", "close"): "closed",
    ("running", "close"): "closed",
    ("resting", "close"): "closed",
    ("closed", "reopen"): "resting",
    ("closed", "form_again"): "forming",
}

SEATING = frozenset({"forming", "running", "resting"})
"""States in which somebody can be invited and can take a seat."""


def after(state: str, verb: str) -> str:
    """The state that follows, or Refused when this cannot be done now."""
    try:
        return MOVES[state, verb]
    except KeyError:
        raise Refused(_("That cannot be done with this circle now.")) from None
