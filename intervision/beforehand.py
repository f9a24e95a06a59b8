"""What the first press after a restart would otherwise wait for: templates, words and questions that are worked out once."""

from django.conf import settings
from django.db import transaction
from django.template.loader import get_template
from django.utils import translation

from .access import LOCK, OF_A_MEMBER, THE_RUN, THE_RUN_NOW
from .domain.act import UNDER_LOCK
from .engine import Clock, Role
from .ledger import ALL_OF_A_RUN
from .room.elements import BODY, CHANGED_BY, GROUP, HERE, ITEMS, MINE
from .room.lying import drawn
from .room.timing import Timed
from .room.timing import drawn as time_drawn

NOBODY = 0
DRAWN_FOR_ALL = {BODY, GROUP, HERE, ITEMS, MINE, *(name for names in CHANGED_BY.values() for name in names)}


def work_out() -> None:
    """Draws what nobody gets and asks about nobody. Needs the database."""
    for name in DRAWN_FOR_ALL:
        get_template(f"intervision/_room/{name}.html")
    get_template("intervision/_wall/body.html")
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            _draw(language)
    for question in (THE_RUN, THE_RUN_NOW):
        question.first(run=NOBODY)
    ALL_OF_A_RUN.all(run=NOBODY)
    with transaction.atomic():
        lock = LOCK.statement(run=NOBODY)
        OF_A_MEMBER.first(run=NOBODY, user=NOBODY, after=lock)
        UNDER_LOCK.first(run=NOBODY, circle=NOBODY, user=NOBODY, after=lock)


def _draw(language: str) -> None:
    stands, goes = (Timed(Clock(paused_left_ms=0), held, turned=True) for held in (True, False))
    for role in Role:
        drawn(role, language, 0, 1)
        time_drawn(stands, role, language, NOBODY)
        time_drawn(goes, role, language, NOBODY)
