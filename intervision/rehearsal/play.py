"""Time goes by in a rehearsal: everything simulated people would have done by then, in the order in which it is due."""

from dataclasses import replace

from intervision.engine import Ready, Refusal, Role, StopRun, Tick, Viewer, view

from .actors import Actor, Doing
from .leading import BUTTONS, lead, open_first, time_over
from .stage import Stage

MOST_ACTS = 300  # in one go
LONGEST_MS = 8_000  # of real time between two looks; a page that was not looked at waits
AHEAD_MS = 240_000  # "go to the next step": how long everybody gets at most to finish, in the rehearsal's own time


def go_on(stage: Stage, real_ms: int) -> Stage:
    """The stage as it is at this moment of the server."""
    gone = min(max(real_ms - stage.kept.real_ms, 0), LONGEST_MS)
    until = stage.kept.now_ms + gone * stage.kept.speed
    return play(stage, until).but(real_ms=real_ms)


def play(stage: Stage, until_ms: int) -> Stage:
    for _ in range(MOST_ACTS):
        doing = upcoming(stage)
        if doing is None or doing.due_ms > until_ms or stage.state.closed:
            break
        stage = _done(stage, doing)
    return stage.but(now_ms=max(until_ms, stage.kept.now_ms))


def upcoming(stage: Stage) -> Doing | None:
    """What is due first; who leads waits until nobody else has anything to do but wait."""
    doings = [
        doing for person in stage.state.people if person not in stage.by_hand if (doing := Actor(stage, person).doing())
    ]
    over = time_over(stage)
    doings += [over] if over else []
    by_itself = stage.state.leader not in stage.by_hand
    first = open_first(stage) if by_itself else None
    if first:
        doings.append(first)
    elif by_itself and all(isinstance(one.command, Ready | Tick) for one in doings):
        press = lead(stage)
        doings += [press] if press else []
    return min(doings, key=lambda doing: (doing.due_ms, doing.person), default=None)


def _done(stage: Stage, doing: Doing) -> Stage:
    at = max(doing.due_ms, stage.kept.now_ms)
    try:
        return stage.do(doing.command, doing.person, at, doing.text)
    except Refusal:
        # Nobody is in the way of the others: this person tries again later.
        return stage.but(marks={**stage.kept.marks, doing.person: at + 10_000})


def next_step(stage: Stage) -> Stage:
    """Everybody finishes what they are at, and who leads goes on to the next step."""
    begun, until = stage.state.step, stage.kept.now_ms + AHEAD_MS
    lap = stage.state.lap(stage.method.steps[begun])
    hands = stage.kept.mine
    for _ in range(MOST_ACTS):
        if stage.state.closed or (stage.state.step, stage.state.lap(stage.method.steps[begun])) != (begun, lap):
            break
        doing = upcoming(stage.but(mine=()))
        if doing is None or doing.due_ms > until:
            doing = _press(stage)
        stage = _done(stage, doing) if doing else stage
    return stage.but(mine=hands)


def _press(stage: Stage) -> Doing | None:
    leader = stage.state.leader
    seen = view(stage.method, stage.state, stage.kept.items, Viewer.of(stage.method, stage.state, leader))
    command = BUTTONS.get(seen.primary)
    return Doing(stage.kept.now_ms, leader, command) if command else None


def by_hand(stage: Stage, command, text: str | None = None) -> Stage:
    """What the person who rehearses does on the screen they look at. Raises Refusal."""
    who = stage.person_of(stage.kept.eye) if stage.kept.eye is not Role.SCREEN else stage.state.leader
    stage = stage.do(command, who, stage.kept.now_ms, text)
    return replace(stage, actors=stage.actors | {who}) if isinstance(command, StopRun) else stage
