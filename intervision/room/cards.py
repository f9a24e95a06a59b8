"""Contributions as cards, and the fields in which new ones are written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from intervision.engine import Entry, Harvest, Item, ItemState, Kind, Shown

from .people import Person

# The picture of a label: a cup with three, one or no curls of steam.
CUPS = {"warm": "warm", "lukewarm": "lauw", "lauw": "lauw", "cold": "koud", "koud": "koud"}


@dataclass(frozen=True)
class Card:
    """One contribution that a screen shows. ``author`` is None when nobody may know."""

    item: Item
    text: str
    author: Person | None
    label_name: str = ""
    changed_at: datetime | None = None
    typed_by: Person | None = None  # when somebody else did, and the author may be known

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def label(self) -> str:
        return self.item.label

    @property
    def cup(self) -> str:
        return CUPS.get(self.item.label, "")


class Cards(Mapping):
    """Cards by id, each made when it is asked for."""

    def __init__(self, items: dict[str, Item], card: Callable[[Item], Card]):
        self._items, self._card = items, card
        self._made: dict[str, Card] = {}

    def __getitem__(self, card_id: str) -> Card:
        if card_id not in self._made:
            self._made[card_id] = self._card(self._items[card_id])
        return self._made[card_id]

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True)
class Field:
    """Something to write now. ``mine`` lies on the table; ``draft`` is what the viewer has not laid down yet."""

    entry: Entry
    step: int
    lap: int
    mine: tuple[Card, ...]
    draft: Card | None
    prompt: str
    opening: str
    help: str
    writing: bool
    held: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        return self.entry.input.kind.value

    @property
    def key(self) -> str:
        return f"{self.step}.{self.lap}.{self.kind}"

    @property
    def pad(self) -> bool:
        """A note pad for oneself: one text that keeps growing and is saved by itself."""
        return self.entry.input.kind is Kind.NOTE

    @property
    def sealed(self) -> bool:
        return self.entry.input.shown is Shown.SEALED

    @property
    def open(self) -> bool:
        """Whether a new card can be written: there is one left, and closed cards only while they are written."""
        if self.pad:
            return True
        return self.entry.left != 0 and (self.writing or not self.sealed or self.draft is not None)

    @property
    def changeable(self) -> bool:
        return self.writing or not self.sealed

    @property
    def rewords(self) -> bool:
        return self.entry.input.harvest is Harvest.REAL_QUESTION

    @property
    def chooses(self) -> bool:
        """The author may keep it to themself."""
        return self.entry.input.private_choice

    @property
    def audience(self) -> str:
        """Who can read it: nobody, me, bringer or all."""
        return {Shown.SEALED: "nobody", Shown.PRIVATE: "me", Shown.BRINGER: "bringer"}.get(
            self.entry.input.shown, "all"
        )

    @property
    def started(self) -> Card | None:
        """The card whose text stands in the field: the pad's own, or the draft."""
        return self.pads[-1] if self.pads else self.draft

    @property
    def pads(self) -> tuple[Card, ...]:
        """The texts of a note pad, last the one that stands in it: the newest, or what this device has in it already."""
        return tuple(sorted(self.mine, key=lambda card: card.id in self.held)) if self.pad else ()

    @property
    def beside(self) -> tuple[Card, ...]:
        """Other texts of the same pad: two devices of one person began at once, before either was saved."""
        return tuple(card for card in self.pads[:-1] if card.text.strip())

    @property
    def several(self) -> bool:
        return self.entry.input.max != 1 and not self.pad

    @property
    def limit(self) -> int:
        return 300 if self.rewords else 500 if self.entry.input.kind is Kind.INSIGHT else 2000


def _draft(own: list[Card], held: frozenset[str]) -> Card | None:
    """What stands in the field: the first, or what this device has in it already."""
    drafts = [card for card in own if card.item.state is ItemState.DRAFT]
    return next((card for card in drafts if card.id in held), drafts[0] if drafts else None)


def fields_of(screen) -> list[Field]:
    """The fields of this step for the viewer of ``screen``, or for everybody of its role alike (then empty ones)."""
    if screen.state.free:
        return []
    found = []
    for entry in screen.entries:
        own = [screen.cards[item.id] for item in entry.mine if item.id in screen.cards]
        one = entry.input
        found.append(
            Field(
                entry=entry,
                step=screen.view.step,
                lap=screen.view.lap,
                mine=tuple(card for card in own if card.item.laid),
                draft=_draft(own, screen.held),
                prompt=screen.words(one.prompt),
                opening=screen.words(one.opening),
                help=screen.words(one.help),
                writing=screen.writing,
                held=screen.held,
            )
        )
    found = [field for field in found if field.open or (field.mine and field.changeable)]
    if screen.writing and screen.step.sealed:
        # One thing at a time: first the closed cards, what is taken home comes when they are open.
        found = [field for field in found if field.sealed or field.pad]
    return found
