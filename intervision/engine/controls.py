"""Which buttons somebody has now. The engine refuses the others anyway; this is for drawing."""

from collections.abc import Iterable

from .items import Item
from .method import Method, Step
from .sight import Viewer
from .state import State
from .steps import block, following, shown_here
from .vocabulary import Closes, ItemState, Phase, Repeat, Reveal, Role


def controls(method: Method, state: State, viewer: Viewer) -> frozenset[str]:
    """Names of commands as in ``commands``, in small letters."""
    if state.closed or not viewer.roles:
        return frozenset()
    person = viewer.person
    leads = person == state.leader if person else Role.FACILITATOR in viewer.roles
    found = set()
    if person:
        found.add("clearstop" if state.stop and (leads or state.stop.by == person) else "stoprun")
        if state.stop and not leads and state.stop.by != person:
            found.discard("stoprun")
    if viewer.roles & {Role.BRINGER, Role.MEMBER}:
        found.add("ready")
    turns = None if state.free or state.stop else state.round
    if turns and turns.speaking and (leads or turns.speaking == person):
        found |= {"turnnext", "pass"}
    if leads:
        found |= _leading(method, state)
        if turns:
            found |= {"skipturn"} if turns.speaking else set()
            found |= {"turnback"} if turns.turn else set()
    return frozenset(found)


def _leading(method: Method, state: State) -> set[str]:
    found = {"close", "extend", "appoint"}
    clock = state.running_clock()
    if clock.running:
        found.add("pause")
    if state.stop:
        return found
    if clock.exists and not clock.running:
        found.add("resume")
    if state.free:
        return found | {"next"}
    return found | {name for name, is_so in _moves(method, state).items() if is_so}


def _moves(method: Method, state: State) -> dict[str, bool]:
    step, after, around = method.steps[state.step], state.step + 1, block(method)
    goes_on = following(method, state) is not None
    return {
        "goto": True,
        "repeat": True,
        "insertfree": True,
        "next": goes_on,
        "skip": goes_on,
        "back": bool(state.trail),
        "takefromnext": after < len(state.plan) and state.plan[after] > 1,
        "reveal": may_reveal(method, state),
        "count": _voting(method, state),
        "loop": step.repeat is Repeat.LOOP and state.loops.get(step.key, 0) < step.loop_limit,
        "leaveblock": state.step in around and around[-1] + 1 < len(method.steps),
    }


def _voting(method: Method, state: State) -> bool:
    """Has somebody voted or scored in this step, and is the count still closed?"""
    return any(key.startswith(state.pass_key(method.steps[state.step]) + "#") for key in state.cast)


def may_reveal(method: Method, state: State) -> bool:
    step = state.now(method)
    if state.phase is Phase.WRITING and step.reveal is Reveal.HERE:
        return True
    shown = shown_here(method, state)
    return any(state.pass_key(method.steps[target]) not in state.revealed for target in shown)


def turns_over(step: Step) -> bool:
    """Do closed cards of this step open in this step?"""
    return step.sealed and step.reveal is Reveal.HERE


def ends_by(method: Method, state: State) -> Closes:
    """What ends the step at this moment besides who leads; ``FACILITATOR`` when nothing else does."""
    step = state.now(method)
    turning = state.phase is Phase.WRITING and turns_over(step)
    # Cards that were turned over are talked about: that has no time of its own and waits for no card.
    talking = not turning and turns_over(step) and step.closes is not Closes.AGREEMENT
    held = state.free or state.stop or state.closed or talking
    return step.closes if not held and (turning or following(method, state)) else Closes.FACILITATOR


def primary(method: Method, state: State, items: Iterable[Item]) -> str:
    """The one button that carries the run on: turn over, count, next, close."""
    if state.closed:
        return ""
    if state.stop:
        return "clearstop"
    if state.free:
        return "next"
    if _worth_turning(method, state, items):
        return "reveal"
    if _voting(method, state):
        return "count"
    return "next" if following(method, state) else "close"


def _worth_turning(method: Method, state: State, items: Iterable[Item]) -> bool:
    """Are there closed cards, and does something follow in this very step when they lie open?"""
    step = state.now(method)
    if state.phase is not Phase.WRITING:
        return may_reveal(method, state)
    if step.reveal is Reveal.LATER:
        return False
    closed = any(item.step == state.step and item.state is ItemState.SEALED for item in items)
    here = any(act.on == method.steps[state.step].key for act in step.acts)
    return closed and (here or bool(step.speech(Role.MEMBER) or step.speech(Role.BRINGER)))
