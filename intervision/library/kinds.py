"""Kinds of step to begin with, by a name that a facilitator uses. Each is an ordinary step, filled in to be changed.

Two of them belong together and come as two steps: cards are written, then weighed.
"""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from intervision.engine import Step
from intervision.engine.jsonable import read

FILE = Path(__file__).with_name("kinds.toml")

# In the order of the page: name and what it is for.
NAMES = {
    "tell": (_("Telling"), _("The case-bringer tells, the others listen.")),
    "ask": (_("Asking questions"), _("The members ask in turn, the case-bringer answers.")),
    "cards": (_("Closed cards"), _("All write in silence; then the cards are turned over together.")),
    "weigh": (
        _("Closed cards and weighing"),
        _("All write questions in silence; the case-bringer weighs and answers them."),
    ),
    "gossip": (_("Talking behind the back"), _("The case-bringer turns round and listens; the others talk.")),
    "reword": (_("The real question"), _("The case-bringer rewords the question.")),
    "advice": (_("Advice in turn"), _("Each member gives one advice; the case-bringer chooses.")),
    "silence": (_("Silence"), _("Nobody speaks. All look back for themselves.")),
    "closing": (_("Commitment and insights"), _("The case-bringer says what they will do; all name an insight.")),
    "free": (_("Free step"), _("Everybody may speak. You fill in the rest.")),
}


@cache
def _steps() -> dict[str, tuple[Step, ...]]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {kind: read(tuple[Step, ...], rows) for kind, rows in data.items()}


def steps_of(kind: str) -> tuple[Step, ...]:
    """The steps of a kind. KeyError when there is no such kind."""
    return _steps()[kind]


def choices() -> list[tuple[str, object, object]]:
    """(kind, name, what it is for) in order."""
    return [(kind, *words) for kind, words in NAMES.items()]
