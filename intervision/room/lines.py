"""One card of many was weighed, answered or chosen: then a line or two of the list change, not the list."""

from collections.abc import Mapping

from intervision.engine import Decision, Item, State, Verb

from .screen import Screen
from .source import Rows
from .work import Task

# Drawn with the card that stands after the colon: "line:<id of a card>".
TOP, LINE, UNDO, CHOICE = "top", "line", "undo", "choice"
CHOSEN = {"picked", "unpicked"}
WEIGHED = {"sorted": Verb.SORT, "answered": Verb.ANSWER}


def lines(before: State, old: Mapping[str, Item], decision: Decision, screen: Screen) -> tuple[str, ...]:
    """Names of the elements that changed on ``screen``, or () when more changed than lines.

    More changes with the first card and with the last, when one is weighed again or taken back, and where everybody
    weighs for themself. ``old``: items by id as they were before.
    """
    task = screen.weighing
    if task and {event.name for event in decision.events} <= CHOSEN:
        return _choices(before, decision, screen, task)
    card = _only_card(before, old, decision, screen, task) if task else ""
    if not card or task.left == 0 or len(task.work.done) < 2:  # noqa: PLR2004 - the pile is there already
        return ()
    if task.mine:
        names = (TOP, f"{UNDO}:{card}", f"{LINE}:{card}")
    else:
        # Who looks on has every card in the list; the one that is weighed now is hidden there.
        names = (TOP, *(f"{LINE}:{one}" for one in sorted({card, task.work.focus, before.focus} & set(task.ids))))
    if isinstance(screen.source.rows, Rows):
        screen.source.rows.expect({card, task.work.focus, before.focus} & set(task.ids))
    return names


def _choices(before: State, decision: Decision, screen: Screen, task: Task) -> tuple[str, ...]:
    cards = {change.item.id for change in decision.changes}
    if task.work.act.do is not Verb.PICK or before.free or not screen.view.work or not cards <= set(task.ids):
        return ()
    if isinstance(screen.source.rows, Rows):
        screen.source.rows.expect(cards)
    return tuple(f"{CHOICE}:{one}" for one in sorted(cards))


def _only_card(before: State, old: Mapping[str, Item], decision: Decision, screen: Screen, task: Task) -> str:
    """The card that was to do before and is done now, "" when it is not as simple as that."""
    act = task.work.act
    if [WEIGHED.get(event.name) for event in decision.events] != [act.do] or before.free or not screen.view.work:
        return ""
    if act.do is Verb.SORT:
        new = {one.item.id for one in decision.changes if old[one.item.id].label not in act.labels}
    else:
        key = screen.method.steps[before.step].key
        new = set(screen.state.answered.get(key, ())) - set(before.answered.get(key, ()))
    return new.pop() if len(new) == 1 and new <= set(task.work.done) else ""
