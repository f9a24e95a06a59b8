"""Which method fits a meeting: by the kind of question, people, time and experience, with the reason in words."""

import datetime
import operator
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.engine import CaseKind, Leading, Method, Safety, fit
from intervision.engine.vocabulary import Repeat

from .shelf import Shelved
from .words import SHORT_KINDS

AROUND = 30  # minutes of a meeting for arriving, looking back and rounding off
ROUNDING_OFF = 10  # what is still needed when the meeting is going on
LEAST = 15
STRETCH = 1.25  # a method that asks up to a quarter more still fits, and one is stretched by no more than that
USUAL = 90
ORDER = tuple(Safety)


@dataclass(frozen=True)
class Wish:
    """What is asked for. ``safety`` is the most trust that a method may ask."""

    people: int
    minutes: int
    kind: CaseKind | None = None
    safety: Safety = Safety.LOW


@dataclass(frozen=True)
class Choice:
    """A method with what speaks for it and against it, in words. ``fits``: nothing speaks against it."""

    shelved: Shelved
    minutes: int
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())
    weight: tuple = ()

    @property
    def method(self) -> Method:
        return self.shelved.method

    @property
    def fits(self) -> bool:
        return not self.doubts


def choose(found: Iterable[Shelved], wish: Wish) -> list[Choice]:
    """All methods, the best fit first; what does not fit comes last and says why."""
    return sorted((_weighed(one, wish) for one in found), key=lambda choice: choice.weight)


def _weighed(shelved: Shelved, wish: Wish) -> Choice:
    method, minutes = shelved.method, shelved.method.minutes_with(wish.people)
    doubts = tuple(_doubts(method, minutes, wish))
    other_kind = wish.kind is not None and wish.kind not in method.kinds
    calm = ORDER.index(wish.safety) - ORDER.index(method.safety)
    weight = (
        len(doubts),
        other_kind,
        _trained(method),
        shelved.own is None,
        max(-calm, 0),
        abs(minutes - wish.minutes),
    )
    return Choice(shelved, minutes, tuple(_reasons(shelved, minutes, wish)), doubts, weight)


def _doubts(method: Method, minutes: int, wish: Wish) -> Iterable[str]:
    if wish.people < method.smallest:
        yield ngettext(
            "It needs at least %(count)d person.", "It needs at least %(count)d people.", method.smallest
        ) % {"count": method.smallest}
    if wish.people > method.largest:
        yield ngettext("It is for %(count)d person at most.", "It is for %(count)d people at most.", method.largest) % {
            "count": method.largest
        }
    if minutes > wish.minutes * STRETCH:
        yield _("It takes %(minutes)d minutes; you have about %(left)d.") % {"minutes": minutes, "left": wish.minutes}
    if ORDER.index(method.safety) > ORDER.index(wish.safety):
        yield _("It asks for more trust than a circle has at this point.")


def _reasons(shelved: Shelved, minutes: int, wish: Wish) -> Iterable[str]:
    method = shelved.method
    if shelved.own:
        yield _("Your own version.") if shelved.circle is None else _("Made for this circle.")
    if wish.kind is not None and wish.kind in method.kinds:
        yield _("Meant for this kind of question: %(kind)s.") % {"kind": SHORT_KINDS[wish.kind]}
    if minutes <= wish.minutes:
        yield _("Its %(minutes)d minutes fit in the %(left)d you have.") % {"minutes": minutes, "left": wish.minutes}
    elif minutes <= wish.minutes * STRETCH:
        yield _("A little shorter per step, and it fits in your %(left)d minutes.") % {"left": wish.minutes}
    if method.safety is Safety.LOW and wish.safety is Safety.LOW:
        yield _("It suits a circle that is still getting to know each other.")


def _trained(method: Method) -> bool:
    return method.leading is Leading.TRAINED


def minutes_for_method(meeting, now: datetime.datetime | None = None) -> int:
    """Of the time of a meeting, what is left for the method; of a meeting that has begun, what is still left."""
    if meeting.starts_at is None:
        return USUAL
    now = now or timezone.now()
    if meeting.starts_at <= now < meeting.ends_at:
        left = (meeting.ends_at - now).total_seconds() // 60 - ROUNDING_OFF
        return max(int(left), LEAST)
    return max(int((meeting.ends_at - meeting.starts_at).total_seconds() // 60) - AROUND, LEAST)


def trust_after(meetings: int) -> Safety:
    """What a circle can bear after this many meetings together: a guess that the facilitator may change."""
    return Safety.LOW if meetings < 2 else Safety.MEDIUM if meetings < 5 else Safety.HIGH  # noqa: PLR2004


def plan_for(method: Method, *, people: int, minutes: int) -> tuple[int, ...]:
    """Whole minutes per step that fit in ``minutes`` with these people; a short method is stretched by a quarter at most.

    Where everybody brings a case, the repeated steps count once for each. Every step with a clock keeps a minute.
    """
    asked = method.minutes_with(people)
    if not asked or (method.rotates and asked <= minutes):
        return tuple(step.minutes for step in method.steps)
    total = method.minutes * min(minutes, int(asked * STRETCH)) // asked
    often = times(method, people)
    plan = fit(method, max(total, 1))
    while total > len(plan) and sum(map(operator.mul, plan, often)) > minutes:
        total -= 1
        plan = fit(method, total)
    return plan


def times(method: Method, people: int) -> list[int]:
    """How often each step comes with these people: once, or once for each who brings a case."""
    block = sum(step.minutes for step in method.steps if step.repeat is Repeat.MEMBER)
    turns = (method.minutes_with(people) - method.minutes) // block + 1 if block else 1
    return [turns if step.repeat is Repeat.MEMBER else 1 for step in method.steps]
