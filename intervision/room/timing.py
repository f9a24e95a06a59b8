"""A clock that stops, goes on or gets more time, and nothing else with it. What a meeting's leader does most.

What the screens need of that are three numbers, the same on all of them, and a line that says that it stands still. They hang
on nothing that anybody wrote or is called, so the words are drawn once in the life of a process.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation

from intervision.engine import Clock, Decision, Role, State

OF_TIME = {"paused", "resumed", "extended"}


@dataclass(frozen=True)
class Timed:
    """The clock as it is now. ``held``: whether it stands; ``turned``: it stood before and goes now, or the reverse."""

    clock: Clock
    held: bool
    turned: bool

    @classmethod
    def of(cls, before: Clock, after: Clock) -> "Timed":
        return cls(after, not after.running, before.running != after.running)


def only_the_time(before: State, decision: Decision) -> Timed | None:
    """The clock of the step when nothing else that a screen shows has changed; None when more has."""
    after = decision.state
    alone = {event.name for event in decision.events} <= OF_TIME and not decision.changes
    if not alone or before.free or before.round or before.group_clocks or before.stop:
        return None
    if not (before.clock.exists and after.clock.exists) or replace(before, clock=after.clock) != after:
        return None
    return Timed.of(before.clock, after.clock)


def drawn(timed: Timed, role: str, language: str, run_id: int) -> str:
    """What this role gets of it. The clock keeps its place, its picture and its words."""
    clock = _clock(timed.clock)
    if not timed.turned or role == Role.SCREEN:
        return clock
    holding = _holding(language, run_id, timed.held) if role == Role.FACILITATOR else ""
    return clock + _notice(language, timed.held) + holding


def _clock(clock: Clock) -> str:
    """See static/js/room/patch.js: what is called ``data-time`` sets these three and leaves the rest as it is."""
    moment = f'data-ends="{clock.ends_at}"' if clock.running else f'data-left="{-(-clock.left(0) // 1000)}"'
    return f'<i id="clock" data-time data-total="{clock.total_ms // 1000}" {moment}></i>'


@dataclass(frozen=True)
class _View:
    stopped: bool = False


@dataclass(frozen=True)
class _Run:
    pk: int
    version: int = 0  # the room's script sends its own


@dataclass(frozen=True)
class _Screen:
    """As much of a screen as these two elements read."""

    left: int | None
    run: _Run
    view: _View = _View()

    @classmethod
    def of(cls, run_id: int, *, held: bool) -> "_Screen":
        return cls(0 if held else None, _Run(run_id))


@lru_cache(maxsize=8)
def _notice(language: str, held: bool) -> str:
    return _rendered("notice", language, _Screen.of(0, held=held))


@lru_cache(maxsize=512)
def _holding(language: str, run_id: int, held: bool) -> str:
    return _rendered("holding", language, _Screen.of(run_id, held=held))


def _rendered(name: str, language: str, screen: _Screen) -> str:
    with translation.override(language):
        return render_to_string(f"intervision/_room/{name}.html", {"s": screen})
