"""What one would hear at the table at this moment: a line, and who says it. The real room has ears for that."""

from intervision.engine import Item, Phase, Place, Role, Speech, Verb, Viewer, view
from intervision.room.people import Person

from .stage import Stage
from .texts import about, people, sayings, spoken

LINE_MS = 7_000


def heard(stage: Stage) -> tuple[Person, str] | None:
    state = stage.state
    if state.closed or state.stop or _outside(stage):
        return None
    who, text = _in_turn(stage) if state.round and not state.free else _freely(stage)
    return (people()[who], text) if text and who in people() and who not in stage.by_hand else None


def _outside(stage: Stage) -> bool:
    """Who waits in the corridor hears nothing."""
    return stage.kept.eye is Role.BRINGER and stage.state.place(stage.method) is Place.OUTSIDE


def _in_turn(stage: Stage) -> tuple[str, str]:
    """In a round people read aloud what they laid down, or say something of their own."""
    turns = stage.state.round
    who = turns.speaking if turns else ""
    if not who or turns is None:
        return "", ""
    item = _own(stage, who)
    if item:
        return who, stage.kept.texts.get(item.id, "")
    brings = who in stage.state.bringers_now(stage.method)
    return who, _line(stage, spoken(stage.method, stage.state, Role.BRINGER if brings else Role.MEMBER), int(who))


def _own(stage: Stage, who: str) -> Item | None:
    """The newest open card of this person in this step, or in the one that is read aloud here."""
    method, state = stage.method, stage.state
    shown = {method.positions.get(act.on) for act in state.now(method).acts if act.do is Verb.SHOW}
    mine = [item for item in stage.kept.items if item.author == who and item.state == "shown" and not item.private]
    here = [item for item in mine if item.step == state.step or item.step in shown]
    return here[-1] if here else None


def _freely(stage: Stage) -> tuple[str, str]:
    state, method = stage.state, stage.method
    seen = view(method, state, stage.kept.items, Viewer.everybody(Role.MEMBER))
    nth = (stage.kept.now_ms - stage.kept.marks["place"] - 2_500) // LINE_MS
    if nth < 0 or (state.phase is Phase.WRITING and not seen.floor.get(Role.BRINGER)):
        return "", ""
    bringer, others = (
        stage.person_of(Role.BRINGER),
        [one for one in state.people if one != stage.person_of(Role.BRINGER)],
    )
    speakers = [role for role in (Role.MEMBER, Role.BRINGER) if seen.floor.get(role, frozenset()) - {Speech.STEER}]
    if state.free:
        return (*others, bringer)[nth % 6], _line(stage, "together", nth)
    if Speech.ANSWER in seen.floor.get(Role.BRINGER, frozenset()) and Speech.ASK not in seen.floor.get(Role.MEMBER, ""):
        done = sum(len(work.done) for work in seen.work)
        return bringer, _line(stage, spoken(method, state, Role.BRINGER), done) if seen.work else ""
    if not speakers:
        return "", ""
    role = speakers[nth % len(speakers)]
    lines = sayings(stage.kept.language).all(spoken(method, state, role)) if spoken(method, state, role) else ()
    place = nth // len(speakers)
    if place >= len(lines):
        return "", ""
    who = bringer if role is Role.BRINGER else others[place % len(others)]
    return who, _line(stage, spoken(method, state, role), place)


def _line(stage: Stage, name: str, nth: int) -> str:
    if not name:
        return ""
    lines = sayings(stage.kept.language).all(name)
    text = lines[(nth + stage.state.lap(stage.method.steps[stage.state.step])) % len(lines)]
    return about(text, stage.person_of(Role.BRINGER))
