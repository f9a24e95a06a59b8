"""What all screens of one run have in common: read from the database once, before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from intervision.engine import Item, Method, State
from intervision.ledger import items_of, method_of

from .people import Person, guests_among, people_of


@dataclass
class Source:
    """What all screens of one run have in common. ``rows`` by item id: text and moment of the last change."""

    run: object
    circle: object
    meeting: object
    method: Method
    state: State
    people: Mapping[str, Person]
    rows: Mapping[str, object]
    first_question: str
    items: list[Item] = field(default_factory=list)
    now_ms: int | None = None  # a rehearsal has a time of its own; else it is now

    @staticmethod
    def of(run, meeting) -> "Stored":
        """As stored; the run is given fresh. ``meeting`` with circle and people. A query for the contributions."""
        rows = Rows(run)
        return Stored(run, meeting, State.from_dict(run.state), items_of(rows.read()), rows)

    @staticmethod
    def after(run, meeting, state: State, items: list[Item]) -> "Stored":
        """As it is after an act that knows ``state`` and ``items``: only what is drawn of it is read."""
        return Stored(run, meeting, state, items, Rows(run))


class Stored:
    """A ``Source`` from the database. Seats, question and texts are read when they are asked for: a query each."""

    now_ms = None

    def __init__(self, run, meeting, state: State, items: list[Item], rows: "Rows"):
        self.run, self.meeting, self.circle = run, meeting, meeting.season.circle
        self.method, self.state, self.items, self.rows = method_of(run), state, items, rows

    @cached_property
    def people(self) -> dict[str, Person]:
        run, meeting = self.run, self.meeting
        known = people_of(self.circle, run.facilitator_id, meeting.facilitator_id, meeting.deputy_id)
        return known | guests_among(meeting, self.state, known)

    @cached_property
    def first_question(self) -> str:
        return self.meeting.question.text if self.meeting.question_id else ""

    @property
    def languages(self) -> list[str]:
        """Those that people at this table read."""
        return sorted({one.language for one in self.people.values()})


class Rows:
    """The stored contributions of a run by id. All are read when one is asked for that was not read before."""

    def __init__(self, run):
        self._run = run
        self._read: dict[str, object] = {}

    def __getitem__(self, item_id: str):
        """Raises KeyError for what is gone."""
        if item_id not in self._read:
            self.read()
        return self._read[item_id]

    def expect(self, item_ids: set[str]) -> None:
        """These will be asked for and no others."""
        if missing := item_ids - self._read.keys():
            self.read(*missing)

    def read(self, *item_ids: str) -> list:
        """Only these, or all; one query. No text is opened."""
        rows = self._run.contributions.select_related(None)
        found = list(rows.filter(pk__in=item_ids) if item_ids else rows)
        self._read |= {str(row.pk): row for row in found}
        return found
