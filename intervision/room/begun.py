"""What somebody began and does not stand in a field: of another step, or of this one on another device of theirs.

It is theirs to read, to throw away, and to lay down where the method lets them.
"""

from dataclasses import dataclass

from intervision.engine import ItemState, Kind, Put, Refusal, decide

from .cards import Card


@dataclass(frozen=True)
class Begun:
    card: Card
    title: str  # of the step in which it was begun
    can_lay: bool

    @property
    def id(self) -> str:
        return self.card.id

    @property
    def kind(self) -> str:
        return self.card.item.kind.value


def begun_before(screen) -> list[Begun]:
    """For the viewer of ``screen`` alone."""
    in_a_field = {field.started.id for field in screen.my_fields if field.open and field.started}
    found = []
    for item in screen.items.values():
        is_mine = item.author == screen.viewer and item.state is ItemState.DRAFT and item.kind is not Kind.NOTE
        if not is_mine or item.id in in_a_field or not screen.cards[item.id].text.strip():
            continue
        title = screen.words(screen.state.step_of(screen.method, item.step, item.lap).title)
        found.append(Begun(screen.cards[item.id], title, _can_lay(screen, item)))
    return found


def _can_lay(screen, item) -> bool:
    """What the engine would say of it."""
    put = Put(item=item.id, kind=item.kind, step=item.step, private=item.private)
    try:
        decide(screen.method, screen.state, screen.source.items, put, actor=screen.viewer, now_ms=screen.now_ms)
    except Refusal:
        return False
    return True
