"""What a method must satisfy beyond its types, said in words."""

from collections.abc import Iterator

from .method import CARRY, MODULES, Act, Method, Step
from .text import Text
from .vocabulary import Harvest, Identity, Kind, Repeat, Reveal, Shown, Verb

MOST_STEPS = 40
LONGEST_LABEL = 20
SPECIAL = frozenset({CARRY, MODULES})


def faults_of(method: Method) -> Iterator[str]:
    if not method.key or not method.name:
        yield "a method needs a key and a name"
    if not method.steps:
        yield "a method needs at least one step"
    if len(method.steps) > MOST_STEPS:
        yield f"a method has at most {MOST_STEPS} steps"
    if not 2 <= method.smallest <= method.largest:  # noqa: PLR2004 - a conversation takes two
        yield "smallest and largest are numbers of people, and smallest is not above largest"
    keys = [step.key for step in method.steps]
    for key in sorted({key for key in keys if keys.count(key) > 1 or key in SPECIAL or not key}):
        yield f"steps: the key '{key}' is empty, reserved or used twice"
    for where, text in _texts(method):
        yield from (f"{where}: {fault}" for fault in text.faults())
    for index, step in enumerate(method.steps):
        where = f"steps[{index}] {step.key}"
        yield from (f"{where}: {fault}" for fault in _inputs(step))
        yield from (f"{where}: {fault}" for fault in _acts(method, index))
        yield from (f"{where}: {fault}" for fault in _repeat(method, index))
        for module in step.modules:
            yield from (f"{where}, module {module.key}: {fault}" for fault in _inputs(module))
            if module.repeat is not Repeat.ONCE or module.modules:
                yield f"{where}, module {module.key}: a module is one plain step"
    yield from _harvest(method)


def _inputs(step: Step) -> Iterator[str]:
    kinds = [one.kind for one in step.inputs]
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        yield f"two inputs of the kind '{kind}'; give one of them another kind, or its own step"
    if step.minutes < 0 or step.turn_seconds < 0 or step.subgroups < 0:
        yield "minutes, turn_seconds and subgroups are not negative"
    for one in step.inputs:
        if one.max < 0 or one.top < 1:
            yield f"{one.kind}: max is 0 (no limit) or more, top is 1 or more"
        if one.kind is Kind.NOTE and one.shown is not Shown.PRIVATE:
            yield "a note is private"
        if one.kind is Kind.SCORE and one.identity is not Identity.ANON:
            yield "a score is anonymous: it is counted, never stored with a person"
        if one.private_choice and one.shown is not Shown.LIVE:
            yield f"{one.kind}: only what is shown live can be kept to oneself by choice"
    if step.reveal is Reveal.LATER and not step.sealed:
        yield "nothing here is sealed, so nothing is shown later"


def _acts(method: Method, index: int) -> Iterator[str]:
    verbs = [act.do for act in method.steps[index].acts]
    if len(verbs) != len(set(verbs)):
        yield "each verb at most once in a step"
    for act in method.steps[index].acts:
        where = f"{act.do} on '{act.on}'"
        if act.on == MODULES:
            if act.do is not Verb.PICK or not any(later.modules for later in method.steps[index:]):
                yield "modules can be picked only, and a step with modules must follow"
        elif act.on == CARRY:
            if act.do is not Verb.SHOW:
                yield "what was carried over can be shown only"
        else:
            yield from (f"{where}: {fault}" for fault in _target(method, index, act.on))
        yield from (f"{where}: {fault}" for fault in _labels(act))


def _target(method: Method, index: int, on: str) -> Iterator[str]:
    target = method.positions.get(on)
    if target is None:
        yield "there is no such step"
    elif target > index:
        yield "that step comes later"
    else:
        writes = [method.steps[target], *method.steps[target].modules]
        if not any(one.kind is not Kind.SCORE for each in writes for one in each.inputs):
            yield "nothing is written there"


def _labels(act: Act) -> Iterator[str]:
    if act.do is Verb.SORT and not act.labels:
        yield "labels are missing"
    if len(act.labels) != len(set(act.labels)) or "" in act.labels:
        yield "labels are different and not empty"
    if any(len(label) > LONGEST_LABEL for label in act.labels):
        yield f"a label has at most {LONGEST_LABEL} letters"
    if set(act.names) - set(act.labels):
        yield "a name for a label that is not there"


def _repeat(method: Method, index: int) -> Iterator[str]:
    step = method.steps[index]
    if (step.repeat is Repeat.SLOT) != bool(step.modules):
        yield "a slot has modules, and only a slot"
    if len({module.key for module in step.modules}) != len(step.modules):
        yield "two modules with the same key"
    if step.repeat is Repeat.LOOP:
        if method.positions.get(step.loop_to, index) >= index:
            yield "loop_to names an earlier step"
        if step.loop_limit < 1:
            yield "loop_limit is at least 1"
    elif step.loop_to or step.loop_limit:
        yield "loop_to and loop_limit belong to a loop"
    if step.repeat is Repeat.MEMBER:
        blocks = [i for i, one in enumerate(method.steps) if one.repeat is Repeat.MEMBER]
        if blocks[-1] - blocks[0] + 1 != len(blocks):
            yield "the steps that each case-bringer repeats stand together"
    if step.reveal is Reveal.LATER and index not in method.shown_by:
        yield "no later step shows what is sealed here"


def _harvest(method: Method) -> Iterator[str]:
    for goal in (Harvest.REAL_QUESTION, Harvest.COMMITMENT):
        steps = [step.key for step in method.steps for one in step.inputs if one.harvest is goal]
        if len(steps) > 1 and not method.rotates:
            yield f"{goal} is filled twice: in {' and '.join(steps)}"


def _texts(method: Method) -> Iterator[tuple[str, Text]]:
    yield from (("name", method.name), ("summary", method.summary), ("preparing", method.preparing))
    yield from (("credit", method.credit), *(("mistakes", text) for text in method.mistakes))
    for index, step in enumerate(method.steps):
        for one in (step, *step.modules):
            where = f"steps[{index}] {one.key}"
            yield from ((where, text) for text in (one.title, one.script, *one.watch, *one.task.values()))
            for each in one.inputs:
                yield from ((where, text) for text in (each.prompt, each.opening, each.help))
            for act in one.acts:
                yield from ((where, text) for text in act.names.values())
