"""Dates of a season from a rhythm, and wall-clock times that exist. Pure."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """When and where a meeting is meant to be. ``date`` may still be open."""

    date: dt.date | None
    starts: dt.time = dt.time(19, 30)
    ends: dt.time = dt.time(22, 0)
    place: str = ""
    link: str = ""


def proposals(first: Slot, weeks: int, count: int) -> list[Slot]:
    """``count`` slots on the weekday of the first one, every ``weeks`` weeks, same time and place.

    Raises OverflowError when a date lies beyond the calendar.
    """
    step = dt.timedelta(weeks=weeks)
    return [Slot(first.date + n * step, first.starts, first.ends, first.place, first.link) for n in range(count)]


def exists(date: dt.date, time: dt.time, zone: str) -> bool:
    """False for a time that the clock skips on that date (02:30 in the last night of March)."""
    moment = dt.datetime.combine(date, time, tzinfo=zoneinfo.ZoneInfo(zone))
    there_and_back = moment.astimezone(dt.UTC).astimezone(zoneinfo.ZoneInfo(zone))
    return there_and_back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def in_order(slots: list[Slot]) -> list[Slot]:
    """By date; those without a date last, as they stood."""
    return sorted(slots, key=lambda slot: (slot.date is None, slot.date or dt.date.max, slot.starts))
