"""What is wrong with the translations of an app, as sentences for the one who must mend it."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Message

from .extract import APPS, ROOT, strings, template_files
from .files import read, translated

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")
UNTRIMMED = re.compile(r"{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}")


def faults(app: str) -> list[str]:
    """Everything that keeps the app from being complete in Dutch."""
    return [*_untrimmed(app), *_entries(app), *_told_differently(app)]


def _entries(app: str) -> Iterator[str]:
    wanted, present = strings(app), read(app)
    for message in wanted:
        if not message.id:
            continue
        entry = present.get(_singular(message), message.context)
        if entry is None:
            yield f"{app}: not in the catalogue (run `catalogue update`): {_singular(message)!r}"
        elif not translated(entry):
            yield f"{app}: not translated: {_singular(message)!r}"
        elif entry.fuzzy:
            yield f"{app}: marked fuzzy: {_singular(message)!r}"
        elif trouble := placeholder_trouble(entry):
            yield f"{app}: {trouble}"
    for entry in present:
        if entry.id and wanted.get(_singular(entry), entry.context) is None:
            yield f"{app}: no longer used (run `catalogue update`): {_singular(entry)!r}"


def placeholder_trouble(message: Message) -> str | None:
    """A translation must use the placeholders of its source: all of them, and no other."""
    sources = message.id if isinstance(message.id, (list, tuple)) else [message.id]
    allowed = set().union(*(PLACEHOLDER.findall(text) for text in sources))
    needed = set.intersection(*(set(PLACEHOLDER.findall(text)) for text in sources))
    results = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    for text in results:
        used = set(PLACEHOLDER.findall(text))
        if not needed <= used <= allowed:
            return f"placeholders differ: {sources[0]!r} → {text!r}"
    return None


def _untrimmed(app: str) -> Iterator[str]:
    for path in template_files(app):
        for match in UNTRIMMED.finditer(path.read_text()):
            yield f"{path.relative_to(ROOT)}: {match[0]} without `trimmed`"


def _told_differently(app: str) -> Iterator[str]:
    """Django has one catalogue for all apps: two translations of one string means that one is silently lost."""
    mine = read(app)
    for other in APPS:
        if other >= app:
            continue
        for theirs in read(other):
            entry = theirs.id and mine.get(_singular(theirs), theirs.context)
            if entry and translated(entry) and translated(theirs) and entry.string != theirs.string:
                yield (
                    f"{app}: {_singular(theirs)!r} is {entry.string!r} here and {theirs.string!r} in {other}: "
                    "make them equal, or give one a context (pgettext)"
                )


def _singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id
