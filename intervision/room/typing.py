"""The page of who types for others: for whom, what, and how many more."""

from dataclasses import dataclass
from functools import cached_property

from intervision.engine import Kind, Shown
from intervision.engine.vocabulary import Who

from .cards import Card
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


@dataclass(frozen=True)
class Ballot:
    """A vote on the cards of ``task``, or one of ``figures``, that ``people`` have still to give."""

    people: tuple[Person, ...]
    task: Task | None = None
    figures: range = range(0)


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
    def piles(self) -> list[tuple[Task, list[Card]]]:
        """Open cards that somebody weighs aloud, each with its buttons: first all of them, then what is to be answered.

        Not where everybody weighs for themself: that is said aloud, and nobody does it for another.
        """
        found = [task for task in tasks_of(self.screen) if task.verb in {"sort", "answer", "pick"} and task.all]
        found = [task for task in found if not task.each]
        sorting = any(task.verb == "sort" and task.left for task in found)
        piles = ((task, task.todo if task.verb == "answer" else task.all) for task in found)
        return [(task, cards) for task, cards in piles if cards and not (sorting and task.verb == "answer")]

    @cached_property
    def votes(self) -> list[Ballot]:
        """Cards of which somebody says aloud, or shows on paper, which they choose."""
        found = (task for task in tasks_of(self.screen) if task.verb == "vote" and task.all)
        return [one for task in found if (one := Ballot(self._voters("vote", task.work.act.by), task=task)).people]

    @cached_property
    def figures(self) -> Ballot | None:
        s = self.screen
        one = s.step.input(Kind.SCORE)
        if one is None or s.state.free or s.state.closed:
            return None
        ballot = Ballot(self._voters("score", one.by), figures=range(1, one.top + 1))
        return ballot if ballot.people else None

    def _voters(self, what: str, asked: Who) -> tuple[Person, ...]:
        """Who has not given theirs; nobody once it was counted."""
        s = self.screen
        name = f"{s.state.pass_key(s.method.steps[s.state.step])}#{what}"
        if name in s.state.counted:
            return ()
        gave = s.state.cast.get(name, ())
        wanted = s.state.persons(s.method, asked)
        return tuple(s.people[one] for one in wanted if one in s.people and one not in gave)


def without_device(screen: Screen) -> list[Person]:
    """Members who have not taken a seat, for whoever leads to seat them."""
    here = {*screen.state.people, *screen.state.observers, screen.state.leader}
    return [one for one in screen.people.values() if one.seat is not None and one.id not in here]
