"""What the engine knows of a contribution: everything but its text."""

from dataclasses import dataclass

from .vocabulary import ItemState, Keep, Kind

LAID = frozenset({ItemState.SEALED, ItemState.SHOWN})


@dataclass(frozen=True, slots=True)
class Item:
    """``id`` is made by the device. ``author`` and ``entered_by`` are person ids; they differ when a scribe typed it."""

    id: str
    step: int  # index in the run's copy of the method
    kind: Kind
    author: str
    state: ItemState = ItemState.DRAFT
    entered_by: str = ""  # empty: the author
    lap: int = 0  # which pass through that step (loop, repeat, or the n-th case-bringer)
    label: str = ""
    picked: bool = False
    order: int = 0
    about: str = ""  # id of the item that this one answers or rewords
    keep: Keep = Keep.NONE
    private: bool = False  # the author chose to keep it to themself

    def open_to(self, person: str) -> bool:
        """Theirs to read while it is closed: the author's; who types it for somebody else only until it is laid down."""
        return person == self.author or (person == self.entered_by and self.state is ItemState.DRAFT)

    def owned_by(self, person: str) -> bool:
        return person in {self.author, self.entered_by}

    @property
    def laid(self) -> bool:
        """On the table: closed or open."""
        return self.state in LAID


@dataclass(frozen=True, slots=True)
class Change:
    """Write ``item`` as it is now; ``created`` says that it was not there before. The text is the shell's."""

    item: Item
    created: bool = False
