"""Closed cards on the table while they are written: how many, never whose. The most frequent change of an evening.

What is shown of them hangs on two numbers and nothing else of the run, so it is drawn once in the life of a process.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation

from intervision.engine import Count, Decision, Item, ItemState, Method, Phase, Role, Shown, State
from intervision.engine.controls import primary
from intervision.engine.counts import entered
from intervision.engine.vocabulary import Repeat
from praktijkkring.ui.table import Table, draw_cards

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
        return words
    return words + draw_cards(Table(variant=variant, cards=(n, of), cards_id=PICTURE))


def only_the_count(method: Method, before: State, decision: Decision, items: list[Item]) -> Count | None:
    """The new count when nothing else that anybody shares has changed; None when more has. ``items``: from before."""
    if not _while_writing(method, before, decision):
        return None
    changed = {change.item.id: change.item for change in decision.changes}
    old = {item.id: item for item in items if item.id in changed}
    if not all(_closed(method, before, item, old.get(item.id)) for item in changed.values()):
        return None
    after = [*(item for item in items if item.id not in changed), *changed.values()]
    if primary(method, before, items) != primary(method, before, after):
        return None
    return entered(method, before, after)


def _while_writing(method: Method, before: State, decision: Decision) -> bool:
    return (
        decision.state == before
        and {event.name for event in decision.events} <= WRITTEN
        and before.phase is Phase.WRITING
        and not (before.free or before.groups or before.closed)
        and method.steps[before.step].repeat is not Repeat.SLOT
        and before.leader not in before.bringers_now(method)
    )


def _closed(method: Method, state: State, item: Item, old: Item | None) -> bool:
    """A card of this very step that nobody but its author sees, before and after."""
    step = method.steps[state.step]
    entry = state.now(method).input(item.kind)
    here = (item.step, item.lap) == (state.step, state.lap(step))
    open_ = item.state is ItemState.SHOWN or (old is not None and old.state is ItemState.SHOWN)
    return here and not open_ and entry is not None and entry.shown is Shown.SEALED
