"""Questions to the database that every page and every press asks: Django works out their SQL once, not each time.

Building and compiling a query of some subqueries costs ten times what asking it does. See decision 0039.
"""

import datetime
from collections.abc import Callable

from django.db import connection
from django.db.models import Model, QuerySet

# What stands for a value while the SQL is worked out. No id is negative, no date is in the first year.
STAND_INS = {
    int: lambda nth: -1_000_001 - nth,
    datetime.date: lambda nth: datetime.date(1, 1, 1 + nth),
}


class Prepared:
    """``Prepared(build, circle=int, today=date)``: ``build(circle=…, today=…)`` gives a QuerySet without select_related.

    It is called once. All that differs from one time to the next must be among its arguments, and end up in the
    QuerySet as it is: raises ValueError for a date that would stay what it is now, and for an argument that got lost.
    """

    def __init__(self, build: Callable[..., QuerySet], **kinds: type):
        self._build, self._kinds = build, kinds
        self._first: tuple[type[Model], str, list] | None = None
        self._exists: tuple[type[Model], str, list] | None = None

    def first(self, **values):
        """The row, with what was annotated, or None."""
        if self._first is None:
            self._first = self._made(lambda rows: rows.order_by()[:1])
        model, sql, names = self._first
        return next(iter(model._default_manager.raw(sql, _filled(names, values))), None)  # noqa: SLF001 - Django's own

    def exists(self, **values) -> bool:
        if self._exists is None:
            self._exists = self._made(lambda rows: rows.order_by().values("pk")[:1])
        _model, sql, names = self._exists
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(names, values))
            return cursor.fetchone() is not None

    def _made(self, cut: Callable[[QuerySet], QuerySet]) -> tuple[type[Model], str, list]:
        """Model, SQL, and for each of its parameters a name, or a value in a tuple of one."""
        given = {name: STAND_INS[kind](nth) for nth, (name, kind) in enumerate(self._kinds.items())}
        rows = cut(self._build(**given))
        sql, parameters = rows.query.sql_with_params()
        name_of = {value: name for name, value in given.items()}
        names = [name_of.get(one, (one,)) for one in parameters]
        frozen = [one for one in names if isinstance(one, tuple) and isinstance(one[0], datetime.date)]
        if frozen or not given.keys() <= {one for one in names if isinstance(one, str)}:
            raise ValueError(f"{self._build.__name__}: something in it would stay what it is now")
        return rows.model, sql, names


def _filled(names: list, values: dict) -> list:
    return [values[one] if isinstance(one, str) else one[0] for one in names]
