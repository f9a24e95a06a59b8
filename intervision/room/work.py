"""What is to be done with open cards: sorting, picking, voting, answering; a view per act."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from intervision.engine import Kind, Verb, Who, Work
from intervision.engine.vocabulary import Repeat

from .cards import CUPS, Card


@dataclass(frozen=True)
class Label:
    value: str
    name: str
    cup: str = ""


@dataclass(frozen=True)
class Choice:
    """A label for one card where everybody weighs for themself: who chose it so far."""

    label: Label
    people: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """One card that everybody weighs but ``author``; "" when nobody may know who wrote it."""

    card: Card
    author: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Task:
    """One act on cards. ``mine``: this screen does it, the others look on."""

    work: Work
    cards: Mapping[str, Card]
    labels: tuple[Label, ...]
    mine: bool
    judged: tuple[Judged, ...] = ()  # the cards, where everybody weighs for themself

    @property
    def each(self) -> bool:
        """Everybody weighs every card, aloud and for themself: there is no pile that gets smaller."""
        return self.work.act.do is Verb.SORT and self.work.act.by is Who.EVERYONE

    @property
    def verb(self) -> str:
        return self.work.act.do.value

    @property
    def ids(self) -> tuple[str, ...]:
        return self.work.all

    @property
    def todo(self) -> list[Card]:
        return [self.cards[one] for one in self.work.todo]

    @property
    def done(self) -> list[Card]:
        """The last one first: that is the one that can be taken back."""
        return sorted((self.cards[one] for one in self.work.done), key=lambda card: card.changed_at, reverse=True)

    @property
    def all(self) -> list[Card]:
        """In the order in which they were turned over, so that nothing jumps while it is chosen."""
        return sorted((self.cards[one] for one in self.work.all), key=lambda card: (card.item.order, card.id))

    @property
    def focus(self) -> Card | None:
        return self.cards.get(self.work.focus)

    @property
    def others(self) -> list[Card]:
        """All but the one everybody looks at."""
        return [card for card in self.all if not self.left or card.id != self.work.focus]

    @property
    def sorted(self) -> bool:
        return any(self.cards[one].label for one in self.work.all)

    @property
    def long(self) -> bool:
        return any(len(label.name) > 7 for label in self.labels)  # noqa: PLR2004

    @property
    def number(self) -> int:
        return len(self.work.done) + 1

    @property
    def total(self) -> int:
        return len(self.work.all)

    @property
    def left(self) -> int:
        return len(self.work.todo)

    @property
    def count(self) -> int:
        return self.work.act.count

    @property
    def shrink(self) -> str:
        """How many cards lie under the top one, for the picture of the pile."""
        return f"last{len(self.work.todo)}" if len(self.work.todo) < 3 else ""  # noqa: PLR2004


@dataclass(frozen=True)
class Module:
    """One way to fill a step that leaves its content open. ``value`` is what the button sends."""

    value: str
    title: str
    chosen: bool


def modules_of(screen) -> list[Module]:
    """The ways to fill this step or the next one, while nothing was written in it yet."""
    for index in (screen.view.step, screen.view.step + 1):
        if index >= len(screen.method.steps) or screen.method.steps[index].repeat is not Repeat.SLOT:
            continue
        if any(item.step == index for item in screen.source.items):
            return []
        chosen = screen.state.step_of(screen.method, index)
        return [
            Module(f"{index}:{module.key}", screen.words(module.title), module.key == chosen.key)
            for module in screen.method.steps[index].modules
        ]
    return []


def _about_the_case(screen, work: Work) -> Work:
    """Without what people take home: an insight or a commitment of the same step is nobody's to weigh."""

    target = screen.method.steps[screen.method.positions[work.act.on]]
    if not any(entry.harvest for step in (target, *target.modules) for entry in step.inputs):
        return work

    @cache  # of a pile, not of each card
    def taken_home(step: int, lap: int, kind: Kind) -> bool:
        entry = screen.state.step_of(screen.method, step, lap).input(kind)
        return bool(entry and entry.harvest)

    def weighed(card_id: str) -> bool:
        item = screen.items[card_id]
        return not taken_home(item.step, item.lap, item.kind)

    todo, done = (tuple(filter(weighed, ids)) for ids in (work.todo, work.done))
    focus = work.focus if work.focus in todo + done else (todo or ("",))[0]
    return replace(work, todo=todo, done=done, focus=focus)


def tasks_of(screen) -> list[Task]:
    anybody = screen.somebody
    found = []
    for found_work in screen.view.work:
        act, work = found_work.act, _about_the_case(screen, found_work)
        labels = tuple(
            Label(
                label, screen.words(act.names[label]) if label in act.names else label.capitalize(), CUPS.get(label, "")
            )
            for label in act.labels
        )
        mine = bool(anybody) and screen.state.may(screen.method, act.by, anybody)
        task = Task(work, screen.cards, labels, mine and act.do is not Verb.SHOW)
        found.append(replace(task, judged=_judged(screen, task)) if task.each else task)
    return found


def _judged(screen, task: Task) -> tuple[Judged, ...]:
    """The cards of this pass with who stands where; that is said aloud, so that everybody may read the numbers."""
    step = screen.method.steps[screen.view.step]
    found = []
    for card in task.all:
        if (card.item.step, card.item.lap) != (
            screen.view.step,
            screen.view.lap,
        ) and card.item.step == screen.view.step:
            continue
        stances = screen.state.stances.get(f"{screen.state.pass_key(step)}/{card.id}", {})
        choices = (
            Choice(label, tuple(sorted(one for one, said in stances.items() if said == label.value)))
            for label in task.labels
        )
        found.append(Judged(card, card.author.id if card.author else "", tuple(choices)))
    return tuple(found)
