"""What each audited action is called in a sentence. Apps register theirs when they start."""

import datetime

from django.utils import dateparse, formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_sentences: dict[str, object] = {}


class Left:
    """Stands in for a person whose account is gone."""

    def __str__(self):
        return _("Somebody who left")


class Automatic:
    """Stands in for the product itself, acting on the clock."""

    def __str__(self):
        return "Praktijkkring"


def register(sentences: dict[str, object]) -> None:
    """Add ``{"circles.invited": _("%(by)s invited %(email)s.")}`` with lazily translated sentences.

    Raises ValueError when another sentence already has that name.
    """
    for action, sentence in sentences.items():
        if _sentences.get(action, sentence) != sentence:
            raise ValueError(f"the action {action} has a sentence already")
        _sentences[action] = sentence


def known(action: str) -> bool:
    return action in _sentences


def sentence(entry, people: dict[int, object] | None = None) -> SafeString:
    """The sentence of one entry in the language of now. Every fact is escaped.

    ``people`` are the persons by id that the facts of a whole page of entries name; see ``queries.trail``.
    """
    words = {name: readable(value, people or {}) for name, value in entry.facts.items()}
    words["by"] = entry.by or (Automatic() if entry.automatic else Left())
    template = str(_sentences.get(entry.action, "%(by)s: " + entry.action.replace("%", "%%")))
    return mark_safe(template % _Escaped(words))  # noqa: S308 - the sentence is ours, each word in it is escaped


def readable(value, people: dict[int, object]):
    """A stored fact as a person reads it: dates in words, people by their present name."""
    match value:
        case {"person": pk}:
            return people.get(pk) or Left()
        case {"date": day}:
            return formats.date_format(datetime.date.fromisoformat(day), "j F Y")
        case {"moment": moment}:
            return formats.date_format(timezone.localtime(dateparse.parse_datetime(moment)), _moment())
    return value


def _moment() -> str:
    """How a day with an hour is written here, as everywhere in the product: not as Americans do."""
    return "j F Y, H.i" if get_language() == "nl" else "j F Y, H:i"


class _Escaped(dict):
    """Words for ``%``: escaped, and a missing one is a dash, so that an old row never breaks a page."""

    def __missing__(self, name):
        return "–"

    def __getitem__(self, name):
        return format_html("{}", super().__getitem__(name))
