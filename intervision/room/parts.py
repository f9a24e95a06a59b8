"""Who can be given which part, on the page of who leads."""

from .people import Person
from .screen import Screen


class Parts:
    """Reads ``screen``, which is of who leads. The engine refuses whom it must; here stands whom it makes sense to ask."""

    def __init__(self, screen: Screen):
        self.screen = screen

    @property
    def in_turn(self) -> bool:
        """Everybody brings in, one after the other: then who comes next is chosen."""
        return self.screen.method.rotates

    @property
    def deputy(self) -> str:
        return self.screen.state.deputy

    @property
    def deputies(self) -> list[Person]:
        """Members at the table who do not bring in; nobody while somebody has taken over."""
        state = self.screen.state
        out = {state.leader, *state.bringers, *state.observers}
        return [] if state.acting else [one for one in self._members if one.id not in out]

    @property
    def bringer(self) -> str:
        return next(iter(self.screen.state.bringers), "")

    @property
    def bringers(self) -> list[Person]:
        """Members at the table, while no card lies on it; where everybody brings in, always."""
        s = self.screen
        if not self.in_turn and any(item.laid for item in s.source.items):
            return []
        out = {s.state.leader, s.state.deputy, *s.state.observers}
        return [one for one in self._members if one.id not in out]

    @property
    def _members(self) -> list[Person]:
        at_the_table = self.screen.state.people
        return [one for one in self.screen.people.values() if one.seat is not None and one.id in at_the_table]
