"""One screen of a run: what the engine's view says, with words, names and texts. Templates read it as ``s``."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from intervision.engine import Item, Kind, Phase, Role, Sight, Verb, View, Viewer, view

from .begun import begun_before
from .cards import Card, Cards, Field, fields_of
from .dial import Dial
from .ending import Ending
from .groups import Grouped
from .leading import Leading
from .opened import Opened
from .place import only_one, place_of
from .seating import Seating
from .source import Source
from .turns import Turnwise
from .wording import Wording
from .work import Module, Task, modules_of, tasks_of

MANY = 7
SHORT, LONG_WORD = 34, 9  # a task of this length, in words of this length, still stands beside the clock


@dataclass
class Screen(Dial, Turnwise, Grouped, Wording, Seating, Leading, Opened, Ending):
    """``viewer`` is a person, or "" for what everybody of ``role`` sees alike: the content of a patch."""

    source: Source
    role: str
    viewer: str = ""
    language: str = "nl"
    address: str = ""  # where to join, on the big screen
    held: frozenset[str] = frozenset()  # cards whose text stands in a field of the device that asks
    asks_to_close: bool = False  # who leads pressed Close while something is still open
    returned: bool = False  # the group came back to this step: people may have written here before

    def __post_init__(self):
        self.state, self.method = self.source.state, self.source.method
        # A role with one person in it needs no general view: what goes to that role goes to that person.
        self._shown_to = self.viewer or only_one(self.method, self.state, self.role)

    @property
    def people(self):
        return self.source.people

    def _anybody(self) -> str:
        """Somebody of this role, to know what the role may do; nothing of what they wrote is looked at."""
        everybody = (*self.state.people, *self.state.observers)
        return next((one for one in everybody if self.state.role(self.method, one) == self.role), "")

    @cached_property
    def _viewer(self) -> Viewer:
        if self._shown_to:
            return Viewer.of(self.method, self.state, self._shown_to)
        return Viewer.everybody(Role(self.role))

    @cached_property
    def view(self) -> View:
        return view(self.method, self.state, self.source.items, self._viewer)

    @property
    def somebody(self) -> str:
        """Who this screen is for, or anybody of its role: to know what may be done, never what was written."""
        return self._shown_to or self._anybody()

    @property
    def run(self):
        return self.source.run

    @property
    def step(self):
        return self.state.now(self.method)

    @cached_property
    def _general(self) -> View:
        if self._shown_to:
            return self.view
        return view(self.method, self.state, (), Viewer.of(self.method, self.state, self._anybody()))

    @property
    def entries(self):
        return self._general.entries

    @cached_property
    def items(self) -> dict[str, Item]:
        """What this screen may show, by id."""
        return {item.id: item for item in self.view.items}

    @cached_property
    def cards(self) -> Cards:
        """The cards this screen may show, by id. Only texts that are asked for are decrypted."""
        return Cards(self.items, self._card)

    def _card(self, item: Item) -> Card:
        row = self.source.rows[item.id]
        author = self.people.get(item.author) if self._sight.named(item) else None
        typist = self.typist(item) if author else None
        return Card(item, row.text, author, self.label_name(item), row.changed_at, typist)

    @cached_property
    def _sight(self) -> Sight:
        return Sight(self.method, self.state, self._viewer)

    @property
    def pad(self) -> bool:
        """Turned away: known without looking at one card."""
        return self._sight.pad

    # Where we are

    @property
    def writing(self) -> bool:
        return self.view.phase is Phase.WRITING and not self.view.free

    @cached_property
    def place(self) -> str:
        """Changes when the body of the screen does, and only then."""
        return place_of(self.method, self.state)

    @cached_property
    def dots(self) -> list[str]:
        skipped = {key.rpartition("/")[0] for key in self.state.skipped}
        here = self.view.step
        return [
            "now" if index == here else "skipped" if step.key in skipped else "done" if index < here else ""
            for index, step in enumerate(self.method.steps)
        ]

    @property
    def many(self) -> bool:
        return self.view.steps > MANY

    @cached_property
    def layout(self) -> str:
        """What stands beside the clock: the table, the task, or words about the time."""
        if self.view.pad or (self.deck and not self.view.round and self._short):
            return "row"
        if self.role == Role.FACILITATOR or self.view.round:
            return "words"
        return "words" if self.deck else "table"

    @property
    def _short(self) -> bool:
        return len(self.heading) <= SHORT and max(map(len, self.heading.split())) <= LONG_WORD

    # Parts

    @cached_property
    def fields(self) -> list[Field]:
        return fields_of(self)

    @property
    def my_fields(self) -> list[Field]:
        """One big thing: while there are cards to weigh, nothing has to be written."""
        return [] if self.piling and self.task.left else self.fields

    @cached_property
    def begun(self) -> list:
        """What the viewer began in another step and never laid down."""
        return begun_before(self) if self.viewer and not self.view.pad and not self.view.closed else []

    @property
    def fresh_id(self) -> str:
        """For a page without a script; what a whole role gets has none, each device makes its own."""
        return str(uuid.uuid4()) if self.viewer else ""

    @cached_property
    def tasks(self) -> list[Task]:
        return tasks_of(self)

    @property
    def modules(self) -> list[Module]:
        """Ways to fill a step that leaves its content open, for who leads or for who is asked to choose."""
        act = self.step.act(Verb.PICK)
        asked = act and act.on == "modules" and self.state.may(self.method, act.by, self.somebody)
        return modules_of(self) if asked or self.role == Role.FACILITATOR else []

    @cached_property
    def task(self) -> Task | None:
        """What this screen has to do with cards now: the first thing that is not finished."""
        mine = [task for task in self.tasks if task.mine]
        return next((task for task in mine if task.left or task.verb in {"pick", "vote"}), mine[-1] if mine else None)

    @property
    def weighing(self) -> Task | None:
        """The task that this screen shows: its own, or what it looks on at."""
        return self.task or next(iter(self.tasks), None)

    @property
    def deck(self) -> bool:
        """The screen is about one card at a time."""
        return bool(self.piling and self.task.work.focus and self.task.left)

    @property
    def piling(self) -> bool:
        """This screen takes cards from a pile."""
        return bool(self.task and self.task.verb in {"sort", "answer"} and not self.task.each)

    @property
    def chooses_first(self) -> bool:
        """What is written here comes after what is chosen."""
        return bool(self.task and self.task.verb in {"pick", "vote"})

    @property
    def last_card(self) -> bool:
        """The last card was weighed, or taken back: the pile comes or goes, and the whole screen with it."""
        return bool(self.piling and self.task.left <= 1)

    @property
    def quiet(self) -> bool:
        """Nothing to write, weigh or read: then the question itself lies in the middle."""
        return not (self.fields or self.tasks or self.shown or self.cards_on_table)

    @property
    def scores(self) -> range | None:
        one = self.step.input(Kind.SCORE)
        waits = one and not self.view.voted and not self.view.tallies
        asked = waits and self.state.may(self.method, one.by, self.somebody)
        return range(1, one.top + 1) if asked else None

    @property
    def reading(self) -> bool:
        """The cards of this step are open: now they are read aloud, in turn or not."""
        return self.step.sealed and self.view.phase is Phase.REVEALED and not self.view.free

    @property
    def counts(self) -> list[dict]:
        """Open counts: how often a card was chosen, or a figure given."""
        return [
            {"count": number, "words": self.cards[name].text if name in self.cards else name, "figure": name.isdigit()}
            for name, number in sorted(self.view.tallies.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
