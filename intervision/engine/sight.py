"""Who may see which item. The one place where that is decided; everything that renders asks here."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from .items import Item
from .method import Method
from .state import State
from .vocabulary import Identity, ItemState, Role, Shown

BY_PLACE = attrgetter("step", "lap", "order", "id")


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person with their roles, or everybody of one role at once (``person`` empty): what a shared patch may hold."""

    roles: frozenset[Role]
    person: str = ""

    @classmethod
    def of(cls, method: Method, state: State, person: str) -> "Viewer":
        return cls(state.roles(method, person), person)

    @classmethod
    def everybody(cls, role: Role) -> "Viewer":
        """Nothing that only one of them sees. ``Role.SCREEN`` is the big screen."""
        return cls(frozenset({role}))

    @property
    def role(self) -> Role | None:
        order = (Role.FACILITATOR, Role.BRINGER, Role.MEMBER, Role.OBSERVER, Role.SCREEN)
        return next((role for role in order if role in self.roles), None)


class Sight:
    """``sees(item)`` for one viewer at one moment."""

    def __init__(self, method: Method, state: State, viewer: Viewer) -> None:
        self.method, self.state, self.viewer = method, state, viewer
        step = state.now(method)
        # Also while a free step lies over it: what was said behind somebody's back waits for the return step.
        self.turned_away = step.place.away and bool(viewer.roles & {Role.BRINGER, Role.SCREEN})
        self.pad = self.turned_away and Role.BRINGER in viewer.roles  # a note pad and the clock, nothing else
        self.apart = bool(step.subgroups)
        self.group = state.group_of(viewer.person) if viewer.person else None
        self._known: dict[tuple[int, int, str], bool | None] = {}

    def sees(self, item: Item) -> bool:
        viewer = self.viewer
        if item.state is ItemState.WITHDRAWN or not viewer.roles:
            return False
        if viewer.person and item.open_to(viewer.person):
            return True
        return item.state is ItemState.SHOWN and not item.private and not self.turned_away and self._open_to(item)

    def _open_to(self, item: Item) -> bool:
        pile = (item.step, item.lap, item.kind)
        if pile not in self._known:
            self._known[pile] = self._pile(item)
        known = self._known[pile]
        return self.group is not None and self.group == self.state.group_of(item.author) if known is None else known

    def _pile(self, item: Item) -> bool | None:
        """Is this kind of card of this step open to the viewer? None: to those of the author's own group."""
        step = self.state.step_of(self.method, item.step, item.lap)
        entry = step.input(item.kind)
        if entry is None or entry.shown is Shown.PRIVATE:
            return False
        if entry.shown is Shown.BRINGER:
            return self._brings(item)
        return None if self.apart and step.subgroups else True

    def _brings(self, item: Item) -> bool:
        if not self.viewer.person:
            return Role.BRINGER in self.viewer.roles and not self.method.rotates
        return self.viewer.person in self.state.bringers_of(self.method, item.step, item.lap)

    def visible(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(sorted(filter(self.sees, items), key=BY_PLACE))

    def named(self, item: Item) -> bool:
        """May this viewer know who wrote it?"""
        if self.viewer.person and item.author == self.viewer.person:
            return True
        entry = self.state.step_of(self.method, item.step, item.lap).input(item.kind)
        return entry is not None and entry.identity is Identity.NAMED
