"""What one would hear at the table at this moment: a line, and who says it. The real room has ears for that."""

from intervision.engine import Item, Phase, Role, Shown, Speech, Verb, View, Viewer, view
from intervision.room.people import Person

from .stage import Stage
from .texts import about, people, sayings, spoken

LINE_MS, QUESTION_MS, PAUSE_MS = 7_000, 3_000, 2_500
Line = tuple[str, str]  # who, what
NOBODY: Line = ("", "")


def heard(stage: Stage) -> tuple[Person, str] | None:
    state = stage.state
    if state.closed or state.stop:
        return None
    who, text = _in_turn(stage) if state.round and not state.free else _freely(stage)
    return (people()[who], text) if text and who in people() and who not in stage.by_hand else None


def _in_turn(stage: Stage) -> Line:
    """In a round people read aloud what they laid down, or say something of their own."""
    turns = stage.state.round
    if turns is None:
        return NOBODY
    if not turns.speaking:
        return _noted_last(stage)
    who = turns.speaking
    mine = [item for item in _open_here(stage) if item.author == who and not item.entered_by]
    if mine:
        return who, stage.kept.texts.get(mine[0].id, "")
    seen = view(stage.method, stage.state, stage.kept.items, Viewer.of(stage.method, stage.state, who))
    if any(entry.input.kind != "note" and entry.input.by != "scribe" and entry.left != 0 for entry in seen.entries):
        return NOBODY  # they are about to lay down what they will say
    brings = who in stage.state.bringers_now(stage.method)
    return who, _line(stage, spoken(stage.method, stage.state, Role.BRINGER if brings else Role.MEMBER), int(who) - 1)


def _noted_last(stage: Stage) -> Line:
    """After a round: who just wrote something down says it."""
    step, marks = stage.state.now(stage.method), stage.kept.marks
    kinds = {one.kind for one in step.inputs if one.shown is not Shown.SEALED}
    found = [item for item in _open_here(stage) if item.step == stage.state.step and item.kind in kinds]
    newest = max(found, key=lambda item: stage.kept.changed[item.id], default=None)
    if newest is None or stage.kept.now_ms - marks.get(newest.author, 0) >= LINE_MS:
        return NOBODY
    return newest.author, stage.kept.texts.get(newest.id, "")


def _open_here(stage: Stage) -> list[Item]:
    """Open cards of this step and of the one that is read aloud in it; what is taken home comes last."""
    method, state = stage.method, stage.state
    lap = state.lap(method.steps[state.step])
    shown = {method.positions.get(act.on) for act in state.now(method).acts if act.do is Verb.SHOW}
    found = [
        item
        for item in stage.kept.items
        if item.state == "shown"
        and not item.private
        and item.kind != "note"
        and ((item.step, item.lap) == (state.step, lap) or item.step in shown)
    ]
    return sorted(found, key=lambda item: item.kind == "insight")


def _freely(stage: Stage) -> Line:
    state, method = stage.state, stage.method
    seen = view(method, state, stage.kept.items, Viewer.everybody(Role.MEMBER))
    gone = stage.kept.now_ms - stage.kept.marks["place"] - PAUSE_MS
    if gone < 0 or (state.phase is Phase.WRITING and not seen.floor.get(Role.BRINGER)):
        return NOBODY
    nth, bringer = gone // LINE_MS, stage.person_of(Role.BRINGER)
    if state.free:
        return _others(stage)[nth % len(_others(stage))], _line(stage, "together", nth)
    answering = next((work for work in seen.work if work.act.do is Verb.ANSWER), None)
    if answering and any(work.todo for work in seen.work if work.act.do is Verb.SORT):
        return NOBODY  # first all cards are weighed
    if answering:
        return _answering(stage, answering.focus if answering.todo else "", bringer)
    newest = _newest(stage)
    if newest:
        return newest.author, stage.kept.texts.get(newest.id, "")
    return _alternating(stage, seen, nth)


def _answering(stage: Stage, card: str, bringer: str) -> Line:
    """First the question is read, then it is answered."""
    item = next((one for one in stage.kept.items if one.id == card), None)
    if item is None:
        return NOBODY
    marks, question = stage.kept.marks, stage.kept.texts.get(card, "")
    since = stage.kept.now_ms - max(marks["place"], marks.get(bringer, 0))
    if since < QUESTION_MS:
        return item.author, question
    answer = sayings(stage.kept.language).answer_to(question)
    return bringer, answer or _line(stage, spoken(stage.method, stage.state, Role.BRINGER), item.order)


def _newest(stage: Stage) -> Item | None:
    """The card that was laid last, where people say what they put down."""
    found = [item for item in _open_here(stage) if item.step == stage.state.step and item.kind != "insight"]
    newest = max(found, key=lambda item: stage.kept.changed[item.id], default=None)
    said = newest and stage.kept.now_ms - stage.kept.marks.get(newest.entered_by or newest.author, 0) < LINE_MS
    return newest if said and newest and newest.order and stage.state.now(stage.method).sealed is False else None


def _others(stage: Stage) -> list[str]:
    """Who sits with the case-bringer: all, or their own group."""
    state, bringer = stage.state, stage.person_of(Role.BRINGER)
    group = state.group_of(bringer) if state.group_clocks else None
    table = state.people if group is None else state.groups[group]
    return [one for one in table if one and one != bringer] or [bringer]


def _alternating(stage: Stage, seen: View, nth: int) -> Line:
    """Those who may speak, in turn; a question is followed by its answer."""
    method, state = stage.method, stage.state
    roles = [role for role in (Role.MEMBER, Role.BRINGER) if seen.floor.get(role, frozenset()) - {Speech.STEER}]
    names = {role: spoken(method, state, role) for role in roles}
    roles = [role for role in roles if names[role]]
    if not roles:
        return NOBODY
    role, place = roles[nth % len(roles)], nth // len(roles)
    lines = sayings(stage.kept.language).all(names[role])
    told = _told_before(stage, names[role]) if role is Role.BRINGER else 0
    if place + told >= len(lines) and place >= len(lines):
        return NOBODY
    if role is Role.MEMBER:
        return _others(stage)[place % len(_others(stage))], _line(stage, names[role], place)
    asked = _line(stage, names[Role.MEMBER], place) if names.get(Role.MEMBER) else ""
    answer = sayings(stage.kept.language).answer_to(asked)
    return stage.person_of(Role.BRINGER), answer or _line(stage, names[role], place + told)


def _told_before(stage: Stage, name: str) -> int:
    """How far the story came in earlier steps."""
    earlier = {visit.step for visit in stage.state.trail}
    method = stage.method
    return 3 * sum(
        spoken(method, stage.at(index), Role.BRINGER) == name for index in earlier if index < stage.state.step
    )


def _line(stage: Stage, name: str, nth: int) -> str:
    if not name:
        return ""
    lines = sayings(stage.kept.language).all(name)
    text = lines[(nth + stage.state.lap(stage.method.steps[stage.state.step])) % len(lines)]
    return about(text, stage.person_of(Role.BRINGER))
