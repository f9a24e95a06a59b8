"""The trail of one scope, ready to read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from praktijkkring.accounts.models import User

from .actions import sentence
from .models import AuditEntry


@dataclass(frozen=True)
class Line:
    """One thing that was done: when, and the sentence that says it (safe to print, names escaped)."""

    at: datetime
    sentence: SafeString
    action: str


def trail(scope: str, limit: int = 50, actions: Collection[str] = ()) -> list[Line]:
    """The newest lines of ``scope`` first, in the reader's language; of ``actions`` only, when given.

    Two queries, however long it is.
    """
    found = AuditEntry.objects.filter(scope=scope)
    if actions:
        found = found.filter(action__in=actions)
    entries = list(found.select_related("by")[:limit])
    people = people_in(entries)
    return [Line(entry.at, sentence(entry, people), entry.action) for entry in entries]


def people_in(entries: list[AuditEntry]) -> dict[int, User]:
    """The persons whom the facts of these entries name, by id. One query, or none."""
    named = {fact["person"] for entry in entries for fact in entry.facts.values() if _is_person(fact)}
    return User.objects.in_bulk(named) if named else {}


def _is_person(fact) -> bool:
    return isinstance(fact, dict) and "person" in fact
