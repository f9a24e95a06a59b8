"""The elements of a screen, each with an id and its own template: what changed is what is sent."""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from intervision.engine import Role, State

from .dial import Face
from .place import place_of
from .screen import Screen

# Each is drawn by intervision/_room/<name>.html and is the element with that id on the page.
BODY = "body"
LEADS = "leads"
AIM, SAY = "aim", "say"
CLOCK, TABLE, NOTICE, CARDS, ITEMS, SPOT, LEAD, HOLDING, MINE, GROUP, HERE = (
    "clock",
    "table",
    "notice",
    "cards",
    "items",
    "spot",
    "lead",
    "holding",
    "mine",
    "group",
    "here",
)

ROLES = (Role.FACILITATOR, Role.BRINGER, Role.MEMBER, Role.OBSERVER)

_TIME = (CLOCK, NOTICE, LEAD, GROUP)
# What an event of the engine changes on the screens, besides the body when the place changed.
CHANGED_BY = {
    "paused": (CLOCK, NOTICE, HOLDING, GROUP, SPOT),
    "resumed": (CLOCK, NOTICE, HOLDING, GROUP, SPOT),
    "extended": _TIME,
    "taken_from_next": _TIME,
    "stopped": (*_TIME, SPOT),
    "stop_cleared": (*_TIME, SPOT),
    "drafted": (CLOCK, CARDS, LEAD),
    "laid": (CLOCK, CARDS, ITEMS, LEAD),
    "withdrawn": (CLOCK, CARDS, ITEMS, LEAD),
    "ready": (CARDS, LEAD),
    "more_time_asked": (CARDS, LEAD),
    "sorted": (ITEMS,),
    "picked": (ITEMS,),
    "unpicked": (ITEMS,),
    "answered": (ITEMS,),
    "edited": (ITEMS,),
    "looked_at": (ITEMS,),
    "module_chosen": (ITEMS, LEAD),
    "voted": (LEAD,),  # who voted sees it in the answer to their own press
    "turn_moved": (SPOT, LEAD),
    "turn_skipped": (SPOT, LEAD),
    "turn_back": (SPOT, LEAD),
    "passed": (SPOT, LEAD),
    "joined": (CLOCK, CARDS, SPOT, LEAD, HERE, LEADS),
    "left": (CLOCK, CARDS, SPOT, LEAD, HERE, LEADS),
}


TURNS = {"turn_moved", "turn_skipped", "turn_back", "passed"}

# With the first or the last card of a pile the whole screen of who weighs it changes.
PILED = {"sorted", "answered", "laid", "withdrawn"}
OF_CARDS = {"top", "line", "undo", "choice"}  # see lines.py


def changed(before: State, after: Screen, events) -> tuple[str, ...]:
    """Names of the elements that an act changed. An event nobody thought of changes everything."""
    if place_of(after.method, before) != after.place or opened_count(before, after):
        return (BODY,)
    names: dict[str, None] = {}
    for event in events:
        if event.name not in CHANGED_BY or (event.name in PILED and after.last_card):
            return (BODY,)
        names.update(dict.fromkeys(CHANGED_BY[event.name]))
    if not TURNS.isdisjoint(event.name for event in events):
        if after.role == Role.SCREEN:
            names[CARDS] = None  # the big table shows who speaks
        elif after.reading and bool(before.round and before.round.speaking) == after.round_over:
            names[SAY if after.role == Role.FACILITATOR else AIM] = None  # all have read: now something else is asked
    return tuple(name for name in names if _sees(after, name))


def opened_count(before: State, after: Screen) -> bool:
    """The last ballot of this step came in, or who leads did not wait for it: now everybody reads the figures."""
    return before.counted != after.state.counted and place_of(after.method, before) == after.place


def _sees(screen: Screen, name: str) -> bool:
    """Who has their back to the table gets the clock and nothing of what happens behind it."""
    if screen.role == Role.SCREEN:
        return name in {CLOCK, CARDS, SPOT}
    leads = screen.role == Role.FACILITATOR
    if name in {LEAD, HOLDING, GROUP} and leads is (name == GROUP):
        return False
    return name in {CLOCK, NOTICE, GROUP} if screen.pad else True


def draw(screen: Screen, *names: str, request=None) -> str:
    """The named elements for one screen, in the language of its reader. "line:<id>" is drawn with that card."""
    with translation.override(screen.language):
        return "".join(_drawn(screen, *name.split(":"), request=request) for name in names)


def _drawn(screen: Screen, name: str, card_id: str = "", *, request=None) -> str:
    if name == CLOCK and screen.role != Role.SCREEN:
        return _clock(Face.of(screen), screen.language)
    seen = {"s": screen}
    if name in OF_CARDS:
        seen |= {"task": screen.weighing, "card": screen.cards[card_id] if card_id else None}
    return render_to_string(f"intervision/{folder(screen)}/{name}.html", seen, request=request)


@lru_cache(maxsize=64)  # of one act, for the roles that see the same
def _clock(face: Face, _language: str) -> str:
    return render_to_string("intervision/_room/clock.html", {"s": face})


def folder(screen: Screen) -> str:
    return "_wall" if screen.role == Role.SCREEN else "_room"


def room_address(run) -> str:
    """Where somebody joins with their phone."""
    return settings.PUBLIC_URL + reverse("intervision:room", args=[run.pk])
