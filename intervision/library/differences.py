"""What changed between two versions of a method, in words: ``differences(old, new)``."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intervision.engine import Method, Role, Step, Text

from .describe import DescribedStep, floor_of
from .words import CLOSES, KEEPS, LEADING, PLACES, PREPARATION, REPEATS, ROLES, SAFETY, SHORT_KINDS, TURNS

FLOORS = (Role.BRINGER, Role.MEMBER, Role.FACILITATOR)


@dataclass(frozen=True)
class Difference:
    """``where`` is the step, "" for the method as a whole. ``before`` and ``after`` are "" where there was nothing."""

    where: str
    what: str
    before: str
    after: str


def differences(old: Method, new: Method) -> list[Difference]:
    found = list(_changed("", _facts(old), _facts(new)))
    before = {step.key: (index, step) for index, step in enumerate(old.steps)}
    after = {step.key: (index, step) for index, step in enumerate(new.steps)}
    for key, (_index, step) in before.items():
        if key not in after:
            found.append(Difference(_title(step), _("Step taken out"), _title(step), ""))
    stayed_old = [key for key in before if key in after]
    stayed_new = [key for key in after if key in before]
    for key, (index, step) in after.items():
        if key not in before:
            found.append(Difference(_title(step), _("Step added"), "", _title(step)))
            continue
        was_at, was = before[key]
        if stayed_old.index(key) != stayed_new.index(key):
            place = Difference(_title(step), _("Place in the order"), str(was_at + 1), str(index + 1))
            found.append(place)
        found += _changed(_title(step), _properties(old, was), _properties(new, step))
    return found


def _changed(where: str, old: dict, new: dict) -> Iterator[Difference]:
    for what in {**old, **new}:
        before, after = old.get(what, ""), new.get(what, "")
        if before != after:
            yield Difference(where, what, before, after)


def _title(step: Step) -> str:
    return step.title.say(get_language() or "nl")


def _both(label, text: Text) -> dict[str, str]:
    """One line per language, so that a change in either is seen."""
    return {f"{label} ({language})": sentence for language, sentence in text.by_language if sentence}


def _facts(method: Method) -> dict[str, str]:
    facts = {
        **_both(_("Name"), method.name),
        **_both(_("When to choose it"), method.summary),
        **_both(_("What the case-bringer does beforehand"), method.preparing),
        **_both(_("Where it comes from"), method.credit),
    }
    for number, text in enumerate(method.mistakes, start=1):
        facts |= _both(_("Mistake %(number)d") % {"number": number}, text)
    return facts | {
        _("Kinds of question"): _(", ").join(str(word) for kind, word in SHORT_KINDS.items() if kind in method.kinds),
        _("Number of people"): f"{method.smallest}–{method.largest}",
        _("Trust"): str(SAFETY[method.safety]),
        _("Who can lead it"): str(LEADING[method.leading]),
        _("Preparation"): str(PREPARATION[method.preparation]),
        _("Look back on the commitment"): _("yes") if method.follow_up else _("no"),
    }


def _properties(method: Method, step: Step) -> dict[str, str]:
    words = DescribedStep(step, 0, step.minutes, get_language() or "nl", method)
    found = {
        **_both(_("Name of the step"), step.title),
        _("Minutes"): str(step.minutes),
        **_both(_("What the facilitator can say now"), step.script),
    }
    for role, name in ROLES.items():
        found |= _both(name, step.task.get(role, Text()))
    for role in FLOORS:
        found[_("%(role)s aloud") % {"role": ROLES[role]}] = floor_of(step, role)
    for number, text in enumerate(step.watch, start=1):
        found |= _both(_("To look out for, %(number)d") % {"number": number}, text)
    return found | {
        _("In which order people speak"): str(TURNS[step.turns]),
        _("Seconds for each turn"): str(step.turn_seconds),
        _("Where the case-bringer sits"): str(PLACES[step.place]),
        _("What is written"): " ".join(words.written),
        _("What is done with cards"): " ".join(words.done),
        _("Who keeps it"): str(KEEPS[step.keep]),
        _("What ends the step"): str(CLOSES[step.closes]),
        _("How often it comes"): str(REPEATS[step.repeat]),
        _("People per group"): str(step.subgroups),
        _("Ways to choose from"): _(", ").join(_title(way) for way in step.modules),
    }
