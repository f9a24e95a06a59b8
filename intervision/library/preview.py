"""A step of a method as each role would see it, drawn with the room's own templates. Nothing is stored.

The people and the cards are invented; the state is the engine's own, so that a preview shows what a meeting will.
"""

import random
import time
import uuid
from dataclasses import replace
from types import SimpleNamespace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from circles.models import Circle
from intervision.engine import Item, ItemState, Kind, Method, Phase, Role, Shown, State, start
from intervision.engine.steps import enter, opened
from intervision.engine.vocabulary import Repeat, Verb, Who
from intervision.models import Run
from intervision.room.elements import BODY, draw
from intervision.room.people import Person
from intervision.room.screen import Screen
from intervision.room.source import Source
from praktijkkring.models import User
from sessions_app.models import Meeting, Season

NAMES = ("Ellen", "Pieter", "Marieke", "Joost", "Fenna", "Anna")
BRINGER, FACILITATOR, OBSERVER = "1", "5", "6"
ROLES = {Role.BRINGER: BRINGER, Role.MEMBER: "2", Role.FACILITATOR: FACILITATOR, Role.OBSERVER: OBSERVER}
CHANCE = 1  # the same every time: a preview does not change while it is looked at


def screen_of(method: Method, place: str, role: Role, *, language: str, turned: bool = False) -> SafeString:
    """The body of the screen of ``role`` at this place. ``turned``: the cards of this step lie open already.

    The method may still hold faults elsewhere; where the engine cannot carry it out, raises ValueError or LookupError.
    """
    state, items, rows = _at(method, place, turned=turned)
    circle, leader = Circle(pk=0, name=_("Preview")), User(pk=int(FACILITATOR), name=NAMES[int(FACILITATOR) - 1])
    meeting = Meeting(pk=0, season=Season(pk=0, circle=circle), facilitator=leader)
    source = Source(
        run=Run(pk=0, meeting=meeting, facilitator=leader),
        circle=circle,
        meeting=meeting,
        method=method,
        state=state,
        people=_people(),
        rows=rows,
        first_question=_("How do I get the farmers' union to the table?"),
        items=items,
    )
    drawn = draw(Screen(source, role, viewer=ROLES[role], language=language), BODY)
    # The screen is a part of the page here, and a page has one heading of the first level: its own.
    drawn = drawn.replace("<h1", "<h2").replace("</h1>", "</h2>")
    return mark_safe(drawn)  # noqa: S308 - drawn by the room's templates, which escape what people wrote


def _chance() -> random.Random:
    return random.Random(CHANCE)  # noqa: S311 - nothing secret hangs on it


def _people() -> dict[str, Person]:
    return {
        str(seat): Person(str(seat), name, name, name[0] + "V", seat=None if str(seat) == OBSERVER else seat)
        for seat, name in enumerate(NAMES, start=1)
    }


def _at(method: Method, place: str, *, turned: bool) -> tuple[State, list[Item], dict]:
    outer, _dot, inner = place.partition(".")
    index = method.positions[outer]
    now = time.time_ns() // 1_000_000
    taking_part = [str(seat) for seat in range(1, 6)]
    state = start(
        method,
        people=taking_part,
        facilitator=FACILITATOR,
        bringers=[BRINGER],
        observers=[OBSERVER],
        now_ms=now,
        rng=_chance(),
    )
    slots = {
        step.key: inner if step.key == outer and inner else step.modules[0].key for step in method.steps if step.modules
    }
    state = replace(
        state, slots={state.pass_key(method.steps[method.positions[key]]): way for key, way in slots.items()}
    )
    items = _cards(method, state, index)
    state = enter(method, state, index, now_ms=now, rng=_chance())
    if turned and state.phase is Phase.WRITING:
        key = state.pass_key(method.steps[index])
        items += _written(method, state, index)
        state = opened(method, replace(state, revealed=(*state.revealed, key)), now_ms=now)
    rows = {item.id: SimpleNamespace(text=_example(item), changed_at=None) for item in items}
    return state, items, rows


def _cards(method: Method, state: State, index: int) -> list[Item]:
    """Open cards of the earlier steps that this one works with."""
    wanted = {act.on for act in method.steps[index].acts}
    return [
        item
        for at, step in enumerate(method.steps[:index])
        if step.key in wanted
        for item in _written(method, state, at)
    ]


def _written(method: Method, state: State, index: int) -> list[Item]:
    """Two cards for everything that is written in a step, so that there is something to see."""
    step = state.step_of(method, index)
    found = []
    for one in step.inputs:
        if one.kind in {Kind.SCORE, Kind.NOTE} or one.shown is Shown.PRIVATE:
            continue
        authors = [BRINGER] if one.by is Who.BRINGER else [FACILITATOR] if one.by is Who.FACILITATOR else ["2", "3"]
        for author in authors:
            identity = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{step.key}.{one.kind}.{author}"))
            found.append(
                Item(
                    id=identity,
                    step=index,
                    kind=one.kind,
                    author=author,
                    state=ItemState.SHOWN,
                    entered_by=author,
                    order=len(found) + 1,
                )
            )
    return found


def _example(item: Item) -> str:
    examples = {
        Kind.QUESTION: pgettext("example of a card", "What would happen if you did nothing?"),
        Kind.ADVICE: pgettext("example of a card", "You could first have a coffee with the chair."),
        Kind.INSIGHT: pgettext("example of a card", "I see now that I also wait too long."),
        Kind.STATEMENT: pgettext("example of a card", "I will call on Monday."),
    }
    return examples.get(item.kind, pgettext("example of a card", "I feel caught between two sides."))


def has_two_faces(method: Method, place: str) -> bool:
    """Whether cards are written here first and turned over then."""
    outer, _dot, inner = place.partition(".")
    step = method.steps[method.positions[outer]]
    if step.repeat is Repeat.SLOT:
        step = next((one for one in step.modules if one.key == inner), step.modules[0])
    return step.sealed or step.act(Verb.SHOW) is not None
