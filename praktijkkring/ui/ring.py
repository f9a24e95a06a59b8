"""The season as a ring: the year as a circle from September at the top, with its meetings on it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijkkring.ui.svg import arc, element, group, joined, num, polar

RADIUS, BOX = 92, 260
SEPTEMBER = 9
YEAR = 365.25
APART = 15  # degrees: two meetings in one week still stand side by side
USUAL = 30  # degrees after the one before, for a meeting without a date
TICK, CROSS = "l3.2 3.4 5.8-7", "l7 7m0 -7l-7 7"


@dataclass(frozen=True)
class Stop:
    """One meeting on the ring. ``state`` is done, next, plan, poll (no date yet) or off (cancelled)."""

    number: int
    state: str
    date: datetime.date | None = None


def draw(stops: list[Stop], middle: tuple[str, str] | None = None, alt: str | None = None) -> SafeString:
    """The ring with its text alternative. ``middle`` is what stands inside; without it, how long until the next one."""
    angles = angles_of(stops)
    parts = [
        element("circle", css="r-track", r=RADIUS),
        *_months(),
        _done(stops, angles),
        *(_stop(stop, angle) for stop, angle in zip(stops, angles, strict=True)),
        *_middle(until_next(stops) if middle is None else middle),
    ]
    alt = sentence(stops) if alt is None else alt
    voice = {"role": "img", "aria_label": alt} if alt else {"aria_hidden": "true"}
    return element("svg", joined(parts), css="pk-ring", viewBox=f"{-BOX // 2} {-BOX // 2} {BOX} {BOX}", **voice)


def angles_of(stops: list[Stop]) -> list[float]:
    """Where each meeting stands: by its date, but never on top of the one before."""
    first = next((stop.date for stop in stops if stop.date), None)
    start = _first_of_september(first) if first else None
    angles: list[float] = []
    for stop in stops:
        angle = (stop.date - start).days / YEAR * 360 if stop.date else (angles[-1] if angles else 0) + USUAL
        angles.append(max(angle, angles[-1] + APART) if angles else angle)
    return angles


def _first_of_september(date: datetime.date) -> datetime.date:
    return datetime.date(date.year if date.month >= SEPTEMBER else date.year - 1, SEPTEMBER, 1)


def _months() -> list[SafeString]:
    drawn = []
    for n in range(12):
        x, y = polar(n * 30 + 15, RADIUS + 26)
        (x0, y0), (x1, y1) = polar(n * 30, RADIUS - 5), polar(n * 30, RADIUS + 5)
        month = MONTHS_3[(SEPTEMBER - 1 + n) % 12 + 1]
        drawn.append(element("text", month, css="r-mon", x=x, y=y + 4))
        drawn.append(element("path", css="r-tick", d=f"M{num(x0)} {num(y0)}L{num(x1)} {num(y1)}"))
    return drawn


def _done(stops: list[Stop], angles: list[float]) -> SafeString:
    """The part of the year that lies behind us; a season that crosses September starts at its first meeting."""
    done = [angle for stop, angle in zip(stops, angles, strict=True) if stop.state == "done"]
    if not done:
        return SafeString("")
    start = 0 if angles[-1] < 360 else angles[0]  # noqa: PLR2004 - once round
    return element("path", css="r-done", d=arc(RADIUS, start, min(done[-1], start + 359)))


def _stop(stop: Stop, angle: float) -> SafeString:
    x, y = polar(angle, RADIUS)
    circle = element("circle", cx=x, cy=y, r=15 if stop.state == "next" else 11)
    if stop.state == "done":
        sign = element("path", d=f"M{num(x - 4.5)} {num(y + 0.3)}{TICK}")
    elif stop.state == "off":
        sign = element("path", d=f"M{num(x - 3.5)} {num(y - 3.5)}{CROSS}")
    else:
        sign = element("text", stop.number, x=x, y=y + (5.2 if stop.state == "next" else 4.3))
    return group(circle, sign, css=f"r-m {stop.state}")


def _middle(lines: tuple[str, str] | tuple[()]) -> list[SafeString]:
    if not lines:
        return []
    big, small = lines
    return [element("text", big, css="r-big", x=0, y=2), element("text", small, css="r-small", x=0, y=24)]


def until_next(stops: list[Stop]) -> tuple[str, str] | tuple[()]:
    """Two lines: how many days until the next meeting; else how many are behind us of those that were not cancelled."""
    coming = next((stop for stop in stops if stop.state == "next" and stop.date), None)
    if coming:
        days = (coming.date - timezone.localdate()).days
        if days <= 0:
            return _("today"), _("meeting %(number)s") % {"number": coming.number}
        until = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        return until, _("until meeting %(number)s") % {"number": coming.number}
    done, standing = (sum(stop.state in states for stop in stops) for states in ({"done"}, {"done", "plan", "poll"}))
    return (_("%(done)s of %(all)s") % {"done": done, "all": standing}, _("have been")) if standing else ()


def sentence(stops: list[Stop]) -> str:
    """The text alternative: what has been, what is next, what is planned, what has no date."""
    count = {state: sum(stop.state == state for stop in stops) for state in ("done", "plan", "poll", "off")}
    parts = [
        *(
            [ngettext("%(n)s has been", "%(n)s have been", count["done"]) % {"n": count["done"]}]
            if count["done"]
            else []
        ),
        *(_coming(stop) for stop in stops if stop.state == "next"),
        *([ngettext("%(n)s planned", "%(n)s planned", count["plan"]) % {"n": count["plan"]}] if count["plan"] else []),
        *(
            [ngettext("%(n)s without a date", "%(n)s without a date", count["poll"]) % {"n": count["poll"]}]
            if count["poll"]
            else []
        ),
        *([ngettext("%(n)s cancelled", "%(n)s cancelled", count["off"]) % {"n": count["off"]}] if count["off"] else []),
    ]
    whole = ngettext("Season with %(n)s meeting", "Season with %(n)s meetings", len(stops)) % {"n": len(stops)}
    return f"{whole}: {', '.join(parts)}." if parts else f"{whole}."


def _coming(stop: Stop) -> str:
    if not stop.date:
        return _("number %(number)s is next") % {"number": stop.number}
    return _("number %(number)s on %(date)s") % {"number": stop.number, "date": date_format(stop.date, "j F")}
