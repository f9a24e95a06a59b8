"""What all screens of one run have in common: read from the database once, before anything is drawn."""

from dataclasses import dataclass, field

from intervision.engine import Method, State
from intervision.ledger import items_of, method_of

from .people import Person, people_of


@dataclass
class Source:
    """What all screens of one run have in common; read from the database once."""

    run: object
    circle: object
    meeting: object
    method: Method
    state: State
    people: dict[str, Person]
    rows: dict[str, object]
    first_question: str
    items: list = field(default_factory=list)
    now_ms: int | None = None  # a rehearsal has a time of its own; else it is now

    @classmethod
    def of(cls, run, meeting) -> "Source":
        """Four queries: contributions, seats, question; the run is given fresh. ``meeting`` with circle and people."""
        rows = list(run.contributions.select_related(None))
        circle = meeting.season.circle
        return cls(
            run=run,
            circle=circle,
            meeting=meeting,
            method=method_of(run),
            state=State.from_dict(run.state),
            people=people_of(circle, run.facilitator, meeting.facilitator, meeting.deputy),
            rows={str(row.pk): row for row in rows},
            first_question=meeting.question.text if meeting.question_id else "",
            items=items_of(rows),
        )
