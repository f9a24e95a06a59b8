"""Where a run is, who has which role, and for whom alone a patch of a role is."""

from intervision.engine import Role


def only_one(method, state, role) -> str:
    """The one person who has this role now, or "" for a role of several: a patch for that role is for that person."""
    if role == Role.FACILITATOR:
        return state.leader
    bringers = state.bringers_now(method)
    return bringers[0] if role == Role.BRINGER and len(bringers) == 1 else ""


def roles_now(method, state) -> tuple[tuple[Role, str], ...]:
    """Each role that somebody has now, with ``only_one``. Whoever looks on without a seat fetches: not among them."""
    people = {*state.people, *state.observers, state.leader} - {""}
    roles = {role for role in (state.role(method, one) for one in people) if role}
    return tuple((role, only_one(method, state, role)) for role in roles)


def place_of(method, state) -> str:
    """Where the run is, the same for everybody."""
    step = method.steps[state.step]
    slot = state.slots.get(state.pass_key(step), "")
    return f"{state.step}.{state.lap(step)}.{state.phase}.{int(state.free is not None)}.{int(state.closed)}.{slot}"
