"""How large a method of somebody's own may be: the same for the browser, for a file and for publishing."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from intervision.engine import Method, Step, Text

LANGUAGES = ("nl", "en")
NAME, TITLE, LINE, TASK, LONG = 60, 60, 200, 400, 600
MOST_MINUTES = 120
MOST_PEOPLE = 20
MOST_INPUTS, MOST_ACTS, MOST_LABELS, MOST_WATCH, MOST_MODULES, MOST_MISTAKES, MOST_SOURCES = 5, 4, 5, 5, 10, 12, 10
MOST_CARDS = 50
MOST_TURN_SECONDS = 900
KEY_LENGTH = 40
ALLOWED_CONTROLS = frozenset("\n\t")


def too_much(method: Method) -> Iterator[tuple[int | None, str]]:
    """(index of the step or None, sentence) for everything that is too long, too many or no text."""
    for text, most in ((method.name, NAME), (method.summary, LONG), (method.preparing, LONG), (method.credit, LONG)):
        yield from ((None, fault) for fault in _text(text, most))
    for text in method.mistakes:
        yield from ((None, fault) for fault in _text(text, LINE))
    yield from ((None, fault) for fault in _many(_("mistakes"), method.mistakes, MOST_MISTAKES))
    yield from ((None, fault) for fault in _many(_("sources"), method.sources, MOST_SOURCES))
    for source in method.sources:
        yield from ((None, fault) for fault in _text(Text.of({"nl": source}), LINE))
    if method.largest > MOST_PEOPLE:
        yield None, _("A circle has at most %(most)d people.") % {"most": MOST_PEOPLE}
    for index, step in enumerate(method.steps):
        for one in (step, *step.modules):
            yield from ((index, fault) for fault in _step(one))


def _step(step: Step) -> Iterator[str]:
    yield from _key(step.key)
    yield from _text(step.title, TITLE)
    yield from _text(step.script, LONG)
    for text in (*step.task.values(), *step.watch):
        yield from _text(text, TASK)
    if step.minutes > MOST_MINUTES:
        yield _("A step takes at most %(most)d minutes.") % {"most": MOST_MINUTES}
    if step.turn_seconds > MOST_TURN_SECONDS or step.subgroups > MOST_PEOPLE or step.loop_limit > MOST_PEOPLE:
        yield _("A number is too large.")
    for name, found, most in (
        (_("things that are written"), step.inputs, MOST_INPUTS),
        (_("things that are done with cards"), step.acts, MOST_ACTS),
        (_("things to watch"), step.watch, MOST_WATCH),
        (_("ways to choose from"), step.modules, MOST_MODULES),
    ):
        yield from _many(name, found, most)
    yield from _inputs(step)
    yield from _acts(step)


def _inputs(step: Step) -> Iterator[str]:
    for one in step.inputs:
        for text in (one.prompt, one.opening, one.help):
            yield from _text(text, LINE)
        if one.max > MOST_CARDS or one.top > MOST_CARDS:
            yield _("A number is too large.")


def _acts(step: Step) -> Iterator[str]:
    for act in step.acts:
        yield from _many(_("piles"), act.labels, MOST_LABELS)
        for label in act.labels:
            yield from _key(label)
        for text in act.names.values():
            yield from _text(text, TITLE)
        if act.count > MOST_CARDS:
            yield _("A number is too large.")


def _key(key: str) -> Iterator[str]:
    if len(key) > KEY_LENGTH or not key.replace("_", "").replace("-", "").isalnum():
        yield _("A key is made of letters, figures and dashes, at most %(most)d: %(key)s") % {
            "most": KEY_LENGTH,
            "key": key[:KEY_LENGTH],
        }


def _text(text: Text, most: int) -> Iterator[str]:
    for language, sentence in text.by_language:
        if language not in LANGUAGES:
            yield _("A text is in Dutch (nl) or English (en), not in %(language)s.") % {"language": language[:20]}
        if len(sentence) > most:
            yield _("A text has at most %(most)d letters: %(text)s…") % {"most": most, "text": sentence[:30]}
        if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in ALLOWED_CONTROLS for sign in sentence):
            yield _("A text holds a sign that is no letter: %(text)s…") % {"text": ascii(sentence[:30])}


def _many(name: str, found: tuple, most: int) -> Iterator[str]:
    if len(found) > most:
        yield _("Too many %(name)s: at most %(most)d.") % {"name": name, "most": most}
