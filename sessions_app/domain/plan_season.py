"""Plan a whole season at once, and change the plan while it has not started."""

from django.db import transaction
from django.utils.translation import gettext as _

from circles.models import Circle
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.access import inside_circle, season_for
from sessions_app.cadence import Slot, in_order
from sessions_app.models import Meeting, Season
from sessions_app.rights import require
from sessions_app.rules import check_no_poll, check_number, check_slot


@transaction.atomic
def plan_season(*, circle: Circle, name: str, slots: list[Slot], by) -> Season:
    """A new season with a proposal for each slot. Refused for a ninth meeting or an impossible time.

    The same plan sent twice is one season; another plan with the name of one that has not started is Refused.
    """
    require(inside_circle(by, circle.pk), "season.plan")
    _check(slots)
    if circle.state == Circle.State.CLOSED:
        raise Refused(_("This circle is closed."))
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if twin := Season.objects.filter(circle=circle, name=name, state=Season.State.PLANNED).first():
        if _slots_of(twin) == in_order(slots):
            return twin
        raise Refused(_("There is a plan with this name already. Change that one, or choose another name."))
    season = Season.objects.create(circle=circle, name=name)
    Meeting.objects.bulk_create(
        [_meeting(season, number, slot) for number, slot in enumerate(in_order(slots), start=1)]
    )
    record("sessions_app.season_planned", by=by, scope=f"circle:{circle.pk}", season=name, count=len(slots))
    return season


@transaction.atomic
def change_plan(*, season: Season, slots: list[Slot], by) -> Season:
    """The meetings become these slots, numbered by date. Only while the season has not started.

    Who leads the first, second, … meeting stays as it was.
    """
    require(season_for(by, season.pk), "season.plan")
    season = Season.objects.select_for_update().select_related("circle").get(pk=season.pk)
    if season.state != Season.State.PLANNED:
        raise Refused(_("The season is on: move or cancel its meetings one by one."))
    check_no_poll(season)
    _check(slots)
    set_meetings(season, slots)
    scope = f"circle:{season.circle_id}"
    record("sessions_app.plan_changed", by=by, scope=scope, season=season.name, count=len(slots))
    return season


def set_meetings(season: Season, slots: list[Slot]) -> None:
    """The meetings of a season that did not start become these slots. Call it with the lock on the season."""
    known = list(season.meetings.exclude(state=Meeting.State.CANCELLED).order_by("number"))
    for number, slot in enumerate(in_order(slots), start=1):
        if number <= len(known):
            Meeting.objects.filter(pk=known[number - 1].pk).update(number=number, **_when_and_where(slot))
        else:
            _meeting(season, number, slot).save(force_insert=True)
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in known[len(slots) :]]).delete()


def _check(slots):
    check_number(len(slots))
    for slot in slots:
        check_slot(slot)
    dates = [slot.date for slot in slots if slot.date]
    if len(dates) != len(set(dates)):
        raise Refused(_("Two meetings fall on the same day."))


def _slots_of(season):
    rows = season.meetings.order_by("number").values_list("date", "starts", "ends", "place", "link")
    return [Slot(*row) for row in rows]


def _meeting(season, number, slot):
    return Meeting(season=season, number=number, **_when_and_where(slot))


def _when_and_where(slot):
    return {"date": slot.date, "starts": slot.starts, "ends": slot.ends, "place": slot.place, "link": slot.link}
