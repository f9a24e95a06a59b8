"""The simulated facilitator: goes on when everybody has done what the step asks."""

from intervision import engine as ask
from intervision.engine import Phase, Role, Verb, Viewer, view
from intervision.engine.method import MODULES

from .actors import Actor, Doing
from .stage import Stage
from .texts import spoken

PATIENCE_MS = 120_000  # for somebody who plays along by hand
TALK_MS, LISTEN_MS, CALM_MS, TURN_MS = 24_000, 10_000, 6_000, 7_500
BUTTONS = {
    "next": ask.Next(),
    "reveal": ask.Reveal(),
    "count": ask.OpenCount(),
    "close": ask.Close(),
    "clearstop": ask.ClearStop(),
}


def lead(stage: Stage) -> Doing | None:
    """The next press of who leads, or None while the others are at work."""
    kept, person = stage.kept, stage.state.leader
    if kept.state.closed:
        return None
    begun, last = kept.marks["place"], max(kept.marks.values())
    chosen = _module(stage)
    if chosen:
        return Doing(begun + 8_000, person, chosen)
    if stage.state.stop:
        return Doing(max(stage.state.stop.at, last) + 8_000, person, ask.ClearStop())
    if stage.state.round and stage.state.round.speaking == person and not stage.state.free:
        return Doing(kept.marks["turn"] + TURN_MS, person, ask.TurnNext())
    seen = view(stage.method, kept.state, kept.items, Viewer.of(stage.method, kept.state, person))
    command = BUTTONS.get(seen.primary)
    if command is None:
        return None
    calm = max(last + CALM_MS, begun + (TALK_MS if _talks(stage) else LISTEN_MS))
    still = [Actor(stage, who).doing() for who in stage.by_hand]
    if any(doing and not isinstance(doing.command, ask.Ready) for doing in still):
        calm = max(calm, begun + PATIENCE_MS)
    return Doing(calm, person, command)


def open_first(stage: Stage) -> Doing | None:
    """Where cards of an earlier step are read aloud, they are turned over before anybody reads."""
    kept, person = stage.kept, stage.state.leader
    if kept.state.phase is not Phase.REVEALED or kept.state.stop or kept.state.free or kept.state.closed:
        return None
    seen = view(stage.method, kept.state, kept.items, Viewer.of(stage.method, kept.state, person))
    return Doing(kept.marks["place"] + 3_000, person, ask.Reveal()) if seen.primary == "reveal" else None


def time_over(stage: Stage) -> Doing | None:
    """A step that ends with its time does so whoever leads."""
    ends = stage.state.clock.ends_at
    if ends is None or ask.ends_by(stage.method, stage.state) is not ask.Closes.TIMER:
        return None
    ends = max([ends, *(clock.ends_at or 0 for clock in stage.state.group_clocks)])
    return Doing(max(ends, stage.kept.now_ms), stage.state.leader, ask.Tick())


def _talks(stage: Stage) -> bool:
    """Is talking all that this step is?"""
    step = stage.state.now(stage.method)
    aloud = spoken(stage.method, stage.state, Role.BRINGER) or spoken(stage.method, stage.state, Role.MEMBER)
    return bool(stage.state.free or (aloud and not step.inputs and not step.acts))


def _module(stage: Stage) -> ask.Choose | None:
    """Somewhere on the way a way to think along is chosen: by chance, so that every rehearsal may differ."""
    state, method = stage.state, stage.method
    act = state.now(method).act(Verb.PICK)
    slot = next((index for index in range(state.step, len(method.steps)) if method.steps[index].modules), None)
    if act is None or act.on != MODULES or slot is None or state.pass_key(method.steps[slot]) in state.slots:
        return None
    modules = method.steps[slot].modules
    return ask.Choose(slot, modules[stage.kept.seed % len(modules)].key)
