"""What a season and a meeting must satisfy. Raises Refused with a sentence for the person who asked."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijkkring.errors import Refused

from .cadence import Slot, exists
from .models import FEWEST_MEETINGS, MOST_MEETINGS, Poll, Season

ZONE = "Europe/Amsterdam"
LONGEST = dt.timedelta(hours=12)


def check_slot(slot: Slot, zone: str = ZONE, *, past_is_fine: bool = False) -> None:
    """A meeting ends after it starts and within LONGEST, is still to come, and its times exist on that day."""
    if slot.ends <= slot.starts:
        raise Refused(_("A meeting ends after it starts, on the same day."))
    if dt.datetime.combine(dt.date.min, slot.ends) - dt.datetime.combine(dt.date.min, slot.starts) > LONGEST:
        raise Refused(_("That is more than twelve hours. Are the times right?"))
    if slot.date is None:
        return
    for time in (slot.starts, slot.ends):
        if not exists(slot.date, time, zone):
            raise Refused(
                _("%(time)s does not exist on %(date)s: the clock goes forward that night. Choose another time.")
                % {"time": time.strftime("%H:%M"), "date": slot.date.strftime("%d-%m-%Y")}
            )
    if slot.date < timezone.localdate() and not past_is_fine:
        raise Refused(_("%(date)s is in the past. Choose a date to come.") % {"date": slot.date.strftime("%d-%m-%Y")})


def check_number(count: int) -> None:
    """Never a ninth meeting."""
    if count > MOST_MEETINGS:
        raise Refused(_("A season has at most eight meetings."))


def check_enough(count: int) -> None:
    """At least five, or the season cannot start."""
    if count < FEWEST_MEETINGS:
        raise Refused(
            ngettext(
                "A season starts with at least five meetings; this one has %(count)d.",
                "A season starts with at least five meetings; this one has %(count)d.",
                count,
            )
            % {"count": count}
        )


def check_no_poll(season: Season) -> None:
    """While the circle is asked who can when, its dates are not set in another way."""
    if Poll.objects.on().filter(season=season).exists():
        raise Refused(_("The circle is asked who can when. Pick the dates there first."))
