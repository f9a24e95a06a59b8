"""Closed cards on the table while they are written: how many, never whose. The most frequent change of an evening.

What is shown of them hangs on two numbers and nothing else of the run, so it is drawn once in the life of a process.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation

from intervision.engine import Count, Decision, Item, ItemState, Method, Phase, Role, Shown, State
from intervision.engine.controls import primary
from intervision.engine.counts import Awaited, awaited
from intervision.engine.vocabulary import Repeat
from praktijkkring.live.wire import Steady
from praktijkkring.ui.table import Table, draw_cards

from .place import roles_now

PICTURE = "table-cards"  # the element with the cards in the picture of the table
WRITTEN = {"laid", "drafted", "withdrawn"}


def card_row(lying: tuple[int, int] | None) -> list[bool]:
    """A place for every card that is awaited: True where one lies."""
    n, of = lying or (0, 0)
    return [place < n for place in range(of)]


@dataclass(frozen=True)
class Lying:
    """As much of a screen as its count of cards needs."""

    cards_on_table: tuple[int, int]
    role: str

    @property
    def card_row(self) -> list[bool]:
        return card_row(self.cards_on_table)


@lru_cache(maxsize=2048)
def drawn(role: str, language: str, n: int, of: int) -> str:
    """The elements that show the count to this role."""
    seen = {"s": Lying((n, of), role)}
    variant = "wall" if role == Role.SCREEN else "small"
    name = "_wall/count" if role == Role.SCREEN else "_room/cards"
    with translation.override(language):
        words = render_to_string(f"intervision/{name}.html", seen)
    if role == Role.FACILITATOR:  # whose screen has words in the place of the picture
        return Steady(words)
    return Steady(words + draw_cards(Table(variant=variant, cards=(n, of), cards_id=PICTURE)))


@dataclass(frozen=True, slots=True)
class Writing:
    """A step of ``method`` in which closed cards are laid: what stays as it is from one card to the next."""

    method: Method
    awaited: Awaited | None
    roles: tuple[tuple[Role, str], ...]
    away: bool  # who brings in has turned their back
    counted: bool  # a card more or less changes the count, and nothing else

    @classmethod
    def of(cls, method: Method, state: State) -> "Writing":
        step = method.steps[state.step]
        counted = step.repeat is not Repeat.SLOT and state.leader not in state.bringers_now(method)
        return cls(method, awaited(method, state), roles_now(method, state), step.place.away, counted)


# By whatever of a state it hangs on, without groups and modules. Found again it is a tenth of the work.
_writing: dict[tuple, Writing] = {}
REMEMBERED = 500


def writing_now(method: Method, state: State) -> Writing | None:
    """None while nobody writes closed cards, or each group its own."""
    if state.phase is not Phase.WRITING or state.free or state.groups or state.closed:
        return None
    sits = (state.people, state.observers, state.facilitator, state.acting, state.scribe, state.contributes)
    where = (*sits, state.bringers, state.clients, state.step, state.laps.get(method.steps[state.step].key, 0))
    found = _writing.get(where)
    if found is None or found.method is not method:
        if len(_writing) >= REMEMBERED:
            _writing.clear()
        found = _writing[where] = Writing.of(method, state)
    return found


def only_the_count(method: Method, before: State, decision: Decision, items: list[Item]) -> Count | None:
    """The new count when nothing else that anybody shares has changed; None when more has. ``items``: from before."""
    writing = writing_now(method, before)
    if not writing or not writing.counted or not writing.awaited or not _only_cards(before, decision):
        return None
    changed = {change.item.id: change.item for change in decision.changes}
    others, old = items, {}
    if not all(change.created for change in decision.changes):
        others = [item for item in items if item.id not in changed]
        old = {item.id: item for item in items if item.id in changed}
    for item in changed.values():
        if not _closed(writing, item, old.get(item.id)):
            return None
    after = [*others, *changed.values()]
    if not _one_lies_closed(before, others) and primary(method, before, items) != primary(method, before, after):
        return None
    return writing.awaited.count(after)


def _only_cards(before: State, decision: Decision) -> bool:
    for event in decision.events:
        if event.name not in WRITTEN:
            return False
    return decision.state is before or decision.state == before


def _one_lies_closed(state: State, items: list[Item]) -> bool:
    """Then one more, or one less, changes nothing about what the button of who leads does."""
    return any(item.state is ItemState.SEALED and item.step == state.step for item in items)


def _closed(writing: Writing, item: Item, old: Item | None) -> bool:
    """A card of this very step that nobody but its author sees, before and after."""
    here = (item.step, item.lap) == (writing.awaited.step, writing.awaited.lap)
    open_ = item.state is ItemState.SHOWN or (old is not None and old.state is ItemState.SHOWN)
    entry = writing.method.steps[item.step].input(item.kind)
    return here and not open_ and entry is not None and entry.shown is Shown.SEALED
