"""The page of who types for others: for whom, what, and how many more."""

from dataclasses import dataclass
from functools import cached_property

from intervision.engine import Kind, Shown
from intervision.engine.vocabulary import Who

from .people import Person
from .screen import Screen
from .work import Task, tasks_of


@dataclass(frozen=True)
class Line:
    """Something that can be typed now, and the people it can be typed for: (person, how many more or None)."""

    kind: str
    prompt: str
    people: tuple[tuple[Person, int | None], ...]
    sealed: bool


class Typing:
    """Reads ``screen``, which is the scribe's own. Nothing of what was typed before is in it."""

    def __init__(self, screen: Screen):
        self.screen = screen

    @cached_property
    def lines(self) -> list[Line]:
        s = self.screen
        if s.state.free or s.state.closed:
            return []
        found = []
        for one in s.step.inputs:
            if one.kind in {Kind.SCORE, Kind.NOTE} or one.shown is Shown.PRIVATE or not s.state.offers(s.method, one):
                continue
            who = Who.EVERYONE if one.by is Who.SCRIBE else one.by
            people = [
                (s.people[who_], self._left(one, who_)) for who_ in s.state.persons(s.method, who) if who_ in s.people
            ]
            open_ = tuple((person, left) for person, left in people if left != 0)
            if open_:
                found.append(Line(one.kind.value, s.words(one.prompt) or s.title, open_, one.shown is Shown.SEALED))
        return found

    def _left(self, one, author: str) -> int | None:
        if not one.max:
            return None
        s, lap = self.screen, self.screen.view.lap
        here = (s.view.step, lap, one.kind)
        mine = [item for item in s.source.items if item.author == author and (item.step, item.lap, item.kind) == here]
        return max(one.max - sum(item.laid for item in mine), 0)

    @cached_property
    def tasks(self) -> list[Task]:
        """Open cards that somebody weighs aloud; on this page each with its buttons."""
        return [task for task in tasks_of(self.screen) if task.verb in {"sort", "answer", "pick"} and task.all]


def without_device(screen: Screen) -> list[Person]:
    """Members who have not taken a seat, for whoever leads to seat them."""
    here = {*screen.state.people, *screen.state.observers, screen.state.leader}
    return [one for one in screen.people.values() if one.seat is not None and one.id not in here]
