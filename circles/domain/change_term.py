"""Choose anew until when the content of a closed circle can be read, without opening the circle."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.domain.ending import tell
from circles.models import Circle, Ending
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.terms import CONTENT_DAYS_CHOICES, FIRST_TOLD_DAYS


def days_to_choose(ending: Ending) -> list[tuple[int, datetime.date]]:
    """Terms, counted from the closing, with the day that each gives: those that can still be announced a month before."""
    closed = timezone.localdate(ending.closed_at)
    soonest = timezone.localdate() + datetime.timedelta(days=FIRST_TOLD_DAYS)
    days = [(keep, closed + datetime.timedelta(days=keep)) for keep in CONTENT_DAYS_CHOICES]
    return [(keep, day) for keep, day in days if day >= soonest and day != ending.erase_on]


@transaction.atomic
def change_term(*, by, circle: Circle, keep_days: int) -> Ending:
    """Everybody hears the new day now, and again a month and a week before it.

    Refused when the circle is not closed or was erased, and for a day that is less than a month away.
    """
    must_coordinate(by, circle)
    ending = Ending.objects.select_for_update(of=("self",)).select_related("circle").filter(circle=circle).first()
    if ending is None or ending.erased_at:
        raise Refused(_("There is no day to change: the circle is open, or what was written was erased."))
    day = dict(days_to_choose(ending)).get(keep_days)
    if day is None:
        raise Refused(_("Choose another day, at least a month away: everybody is told a month before."))
    ending.erase_on, ending.choices_made = day, ending.choices_made + 1
    ending.first_told_at = ending.last_told_at = None
    ending.save(update_fields=["erase_on", "choices_made", "first_told_at", "last_told_at"])
    record("circles.term_changed", by=by, scope=f"circle:{circle.pk}", erase_on=day)
    tell("circles.term_changed", ending)
    return ending
