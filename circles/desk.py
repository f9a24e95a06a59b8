"""What a coordinator has to see to, circle by circle. Higher apps register what they know; nothing here reads a case."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

NOW, SOON, SOMETIME = 1, 2, 3


@dataclass(frozen=True)
class Signal:
    """One thing that waits, with the one action that mends it.

    ``urgency`` is NOW, SOON or SOMETIME. ``does``: the action is a form that is sent to ``url``, not a link.
    ``asked``: everybody whom the action would ask had that mail today; it rests until tomorrow.
    """

    kind: str
    urgency: int
    text: str
    action: str
    url: str
    does: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Date:
    """The next meeting of a circle, as wall-clock day and time."""

    day: dt.date
    starts: dt.time
    url: str


SignalsFn = Callable[[Collection[int]], dict[int, list[Signal]]]
DatesFn = Callable[[Collection[int]], dict[int, Date]]

_signals: list[SignalsFn] = []
_dates: list[DatesFn] = []


def register(signals: SignalsFn) -> None:
    """``signals(circle_ids) -> {circle_id: [Signal(…)]}``, in a number of queries that does not hang on how many."""
    if signals not in _signals:
        _signals.append(signals)


def register_dates(dates: DatesFn) -> None:
    """``dates(circle_ids) -> {circle_id: Date(…)}``: when each of them meets next."""
    if dates not in _dates:
        _dates.append(dates)


def signals_of(circle_ids: Collection[int]) -> dict[int, list[Signal]]:
    """Everything that waits in these circles, the most urgent first; what was asked today comes last."""
    found: dict[int, list[Signal]] = defaultdict(list)
    for circle_id, signal in _everything(circle_ids):
        found[circle_id].append(signal)
    return {circle_id: sorted(rows, key=lambda row: (row.asked, row.urgency)) for circle_id, rows in found.items()}


def _everything(circle_ids) -> Iterable[tuple[int, Signal]]:
    for source in _signals if circle_ids else ():
        for circle_id, rows in source(circle_ids).items():
            yield from ((circle_id, row) for row in rows)


def dates_of(circle_ids: Collection[int]) -> dict[int, Date]:
    """The next meeting of each circle that has one."""
    found: dict[int, Date] = {}
    for source in _dates if circle_ids else ():
        found |= source(circle_ids)
    return found
