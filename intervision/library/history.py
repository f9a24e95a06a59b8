"""The versions of an own method, newest first, each with what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from intervision.engine import Method
from intervision.methods import library
from intervision.models import MethodVersion

from .access import MethodStanding
from .differences import Difference, differences

MOST = 30


@dataclass(frozen=True)
class Published:
    number: int
    by: object
    at: datetime
    changes: list[Difference]


def history(standing: MethodStanding) -> list[Published]:
    """The newest thirty. The first version is compared with what it is a copy of. Http404 for the library's own."""
    if standing.own is None:
        raise Http404
    rows = list(MethodVersion.objects.filter(own=standing.own).select_related("by")[: MOST + 1])
    methods = [Method.from_dict(row.method) for row in rows]
    found = []
    for index, row in enumerate(rows[:MOST]):
        before = methods[index + 1] if index + 1 < len(methods) else _source(standing)
        changes = differences(before, methods[index]) if before else []
        found.append(Published(row.number, row.by, row.at, changes))
    return found


def _source(standing: MethodStanding) -> Method | None:
    """The method of the library that it began as; what was a copy of somebody's own is not looked up."""
    key = standing.own.copied_from
    return library.get(key) if key in library.ORDER else None
