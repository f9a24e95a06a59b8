"""What the page of a rehearsal can ask: time goes by, look as somebody else, faster, and all that the real room can."""

from collections.abc import Callable, Mapping

from django.http import Http404
from django.utils.translation import gettext as _

from intervision.commands import MARKS, MOVES, command
from intervision.engine import ClearStop, Close, Command, GiveBack, Role, StopRun, TakeOver
from intervision.forms import EntryForm
from praktijkkring.errors import Refused

from .play import by_hand, go_on, next_step
from .stage import EYES, SPEEDS, Stage


def carry_out(stage: Stage, form, real_ms: int) -> Stage:
    """The stage after ``form["act"]``. Raises Refusal or Refused when it is not possible, Http404 when there is no such act."""
    stage = go_on(stage, real_ms)
    act = ACTS.get(form.get("act", ""))
    if act is None:
        raise Http404
    return act(stage, form)


def _tick(stage: Stage, form) -> Stage:
    return stage


def _look(stage: Stage, form) -> Stage:
    eye = next((one for one in EYES if one == form.get("eye")), None)
    if eye is None:
        raise Http404
    return stage.but(eye=eye)


def _hand(stage: Stage, form) -> Stage:
    """Play this part oneself, or leave it to the simulation."""
    eye = stage.kept.eye
    if eye is Role.SCREEN:
        eye = Role.FACILITATOR
    mine = [one for one in stage.kept.mine if one is not eye]
    return stage.but(mine=tuple(mine if form.get("on") == "0" else [*mine, eye]))


def _speed(stage: Stage, form) -> Stage:
    found = next((one for one in SPEEDS if str(one) == form.get("speed")), None)
    if found is None:
        raise Http404
    return stage.but(speed=found)


def _ahead(stage: Stage, form) -> Stage:
    return next_step(stage)


def _entry(stage: Stage, form) -> Stage:
    filled = EntryForm(form)
    if not filled.is_valid():
        raise Refused(_("This could not be saved. Write it once more."))
    ask = filled.command()
    return by_hand(stage, ask, filled.texts()[ask.item])


def _from(table: Mapping[str, Callable]) -> Callable[[Stage, Mapping], Stage]:
    return lambda stage, form: by_hand(stage, command(table, form))


def _either(name: str, one: Command, other: Command) -> Callable[[Stage, Mapping], Stage]:
    return lambda stage, form: by_hand(stage, other if form.get("do") == name else one)


# By the last part of the address that the forms of the room post to, and what only a rehearsal has.
ACTS: Mapping[str, Callable[[Stage, Mapping], Stage]] = {
    "tick": _tick,
    "look": _look,
    "hand": _hand,
    "speed": _speed,
    "ahead": _ahead,
    "inbreng": _entry,
    "keuze": _from(MARKS),
    "stap": _from(MOVES),
    "stop": _either("clear", StopRun(), ClearStop()),
    "leiding": _either("back", TakeOver(), GiveBack()),
    "sluiten": lambda stage, form: by_hand(stage, Close()),
}
