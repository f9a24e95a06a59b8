"""Where a run is, and for whom alone a patch of a role is."""

from intervision.engine import Role


def only_one(method, state, role) -> str:
    """The one person who has this role now, or "" for a role of several: a patch for that role is for that person."""
    if role == Role.FACILITATOR:
        return state.leader
    bringers = state.bringers_now(method)
    return bringers[0] if role == Role.BRINGER and len(bringers) == 1 else ""


def place_of(method, state) -> str:
    """Where the run is, the same for everybody."""
    step = method.steps[state.step]
    slot = state.slots.get(state.pass_key(step), "")
    return f"{state.step}.{state.lap(step)}.{state.phase}.{int(state.free is not None)}.{int(state.closed)}.{slot}"
