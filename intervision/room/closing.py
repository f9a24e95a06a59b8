"""What is still open when who leads presses Close: counted, and never what was written."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.engine import Harvest, ItemState, Kind, Verb, Who, harvest

from .work import tasks_of


def still_open(screen) -> list[str]:
    """In words, for the screen of who leads. Empty when nothing is."""
    found = _round_not_over(screen)
    if cards := _not_weighed(screen):
        found.append(ngettext("%(n)s card is not weighed", "%(n)s cards are not weighed", cards) % {"n": cards})
    if texts := _half_written(screen):
        found.append(ngettext("%(n)s text is not handed in", "%(n)s texts are not handed in", texts) % {"n": texts})
    return found + _not_taken_home(screen)


def _round_not_over(screen) -> list[str]:
    """Whose turn it is and who comes after. A round in which no turn was ever handed on is not kept: nobody asks for it."""
    turns = screen.view.round
    if not turns or not turns.turn or not turns.speaking:
        return []
    names = [screen.people[one].first_name for one in turns.order[turns.turn :] if one in screen.people]
    return [_("the round is not over (%(names)s)") % {"names": ", ".join(names)}]


def _not_weighed(screen) -> int:
    tasks = [task for task in tasks_of(screen) if task.work.act.do in {Verb.SORT, Verb.ANSWER}]
    cards = {card_id for task in tasks if not task.each for card_id in task.work.todo}
    nobody = (one for task in tasks for one in task.judged if not any(choice.people for choice in one.choices))
    return len(cards | {one.card.id for one in nobody})


def _half_written(screen) -> int:
    """Texts of this step that go with the meeting. A note is its author's alone, and an insight that was begun stays."""
    rows, place = screen.source.rows, (screen.view.step, screen.view.lap)
    return sum(
        item.state is ItemState.DRAFT
        and (item.step, item.lap) == place
        and item.kind not in {Kind.NOTE, Kind.INSIGHT}
        and bool(rows[item.id].text.strip())
        for item in screen.source.items
    )


def _not_taken_home(screen) -> list[str]:
    """Lines of the harvest that the method asked of the case-bringer, and that are empty."""
    state, bringers = screen.state, screen.state.bringers
    if len(bringers) != 1 or bringers[0] not in screen.people:
        return []
    lines = harvest(screen.method, state, screen.source.items)
    written = {line for line, items in lines.items() if any(item.author == bringers[0] for item in items)}
    if _begun_for_home(screen, bringers[0]):
        written.add(Harvest.INSIGHT)
    names = {
        Harvest.REAL_QUESTION: _("real question"),
        Harvest.COMMITMENT: _("commitment"),
        Harvest.INSIGHT: _("insight"),
    }
    empty = [name for line, name in names.items() if line in _asked(screen) - written]
    words = {"name": screen.people[bringers[0]].first_name, "lines": get_text_list(empty, _("or"))}
    return [_("%(name)s has no %(lines)s yet") % words] if empty else []


def _begun_for_home(screen, author: str) -> bool:
    """Whether they wrote an insight that nobody else is to read: it need not be handed in to stay with them."""
    rows = screen.source.rows
    return any(
        item.private and item.kind is Kind.INSIGHT and item.author == author and bool(rows[item.id].text.strip())
        for item in screen.source.items
        if item.state is ItemState.DRAFT
    )


def _asked(screen) -> set[Harvest]:
    """Of the case-bringer, in the steps so far that were not skipped."""
    state, steps = screen.state, range(screen.view.step + 1)
    here = [state.step_of(screen.method, index) for index in steps]
    done = [step for step in here if state.pass_key(step) not in state.skipped]
    return {
        one.harvest for step in done for one in step.inputs if one.harvest and one.by in {Who.BRINGER, Who.EVERYONE}
    }
