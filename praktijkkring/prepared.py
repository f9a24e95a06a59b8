"""Questions to the database that every page and every press asks: Django works out their SQL once, not each time.

Building and compiling a query of some subqueries costs ten times what asking it does; and PostgreSQL keeps it worked out too.
See decisions 0039, 0069 and 0102.
"""

import datetime
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from psycopg2.extensions import AsIs

from .statements import Statement

# What stands for a value while the SQL is worked out. No id is negative, no date is in the first year.
STAND_INS = {
    int: lambda nth: -1_000_001 - nth,
    datetime.date: lambda nth: datetime.date(1, 1, 1 + nth),
    datetime.datetime: lambda nth: datetime.datetime(1, 1, 1 + nth, tzinfo=datetime.UTC),
    str: lambda nth: f"stand-in {nth}",
    uuid.UUID: lambda nth: uuid.UUID(int=nth + 1),
}
LARGEST = 2**63 - 1
OPEN = "\x01"  # no SQL of ours has it


class Prepared:
    """``Prepared(build, circle=int, today=date)``: ``build(circle=…, today=…)`` gives a QuerySet of rows, or of tuples.

    It is called once. All that differs from one time to the next must be among its arguments, and end up in the
    QuerySet as it is: raises ValueError for a date that would stay what it is now, and for an argument that got lost.
    """

    def __init__(self, build: Callable[..., QuerySet], **kinds: type):
        self._build, self._kinds = build, kinds
        self._made: dict[str, Question] = {}

    def all(self, **values) -> list:
        return list(self._question("all", lambda rows: rows).rows(values))

    def first(self, *, after: Statement | None = None, **values):
        """One row, or None; the first only where the QuerySet finds one at most.

        ``after`` is carried out before it in the same message, and what it does is seen.
        """
        return next(self._question("first", lambda rows: rows.order_by()[:1]).rows(values, after), None)

    def statement(self, **values) -> Statement:
        """For ``after``: what it finds is not given."""
        question = self._question("all", lambda rows: rows)
        return Statement(question.sql, question.given(values))

    def exists(self, **values) -> bool:
        return bool(self._question("exists", lambda rows: rows.order_by().values("pk")[:1]).ask(values))

    def _question(self, name: str, cut: Callable[[QuerySet], QuerySet]) -> "Question":
        if name not in self._made:
            self._made[name] = self._worked_out(cut)
        return self._made[name]

    def _worked_out(self, cut: Callable[[QuerySet], QuerySet]) -> "Question":
        given = {name: STAND_INS[kind](nth) for nth, (name, kind) in enumerate(self._kinds.items())}
        rows = cut(self._build(**given))
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        name_of = {value: name for name, value in given.items()}
        names = [name_of.get(one) for one in parameters]
        stay = [one for one, name in zip(parameters, names, strict=True) if not name]
        if any(isinstance(one, datetime.date) for one in stay) or not given.keys() <= set(names):
            raise ValueError(f"{self._build.__name__}: something in it would stay what it is now")
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        of_models = Models.of(compiler) if issubclass(rows._iterable_class, ModelIterable) else None  # noqa: SLF001 - as Django asks it
        sql = _written_out(sql, parameters, names)
        return Question(sql, [name for name in names if name], list(converters.items()), of_models)


def _written_out(sql: str, parameters: tuple, names: list) -> str:
    """With what never changes in its place, and only what has a name still open."""
    with connection.cursor() as cursor:
        given = [AsIs(OPEN) if name else one for one, name in zip(parameters, names, strict=True)]
        return cursor.mogrify(sql, given).decode().replace("%", "%%").replace(OPEN, "%s")


@dataclass(frozen=True)
class Models:
    """Where in a row of the answer the columns of a model are, and of those that it is selected with."""

    model: type[Model]
    names: list[str]
    columns: slice
    annotated: dict[str, int]
    related: list[Any]

    @classmethod
    def of(cls, compiler) -> "Models":
        """As Django's own ModelIterable finds it; nothing of the compiler, and of its connection, is kept."""
        info, select = compiler.klass_info, compiler.select
        places = info["select_fields"]
        if any(after - before != 1 for before, after in pairwise(places)):
            raise ValueError("the columns of the model do not stand together")
        columns = slice(places[0], places[-1] + 1)
        names = [column[0].target.attname for column in select[columns]]
        related = get_related_populators(info, select, DEFAULT_DB_ALIAS)
        return cls(info["model"], names, columns, dict(compiler.annotation_col_map), related)

    def made(self, row: list) -> Model:
        one = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for related in self.related:
            related.populate(row, one)
        for name, place in self.annotated.items():
            setattr(one, name, row[place])
        return one


@dataclass(frozen=True)
class Question:
    """SQL, and the names of its parameters."""

    sql: str
    names: list[str]
    converters: list = field(default_factory=list)
    of_models: Models | None = None

    def given(self, values: dict) -> list:
        return [values[name] for name in self.names]

    def ask(self, values: dict, after: Statement | None = None) -> list[tuple]:
        """The answer as the database gives it. A number that no column can hold has no rows, as Django has it."""
        if any(isinstance(one, int) and abs(one) > LARGEST for one in values.values()):
            return []
        sql, given = connection.briefly(self.sql), self.given(values)
        if after:
            sql, given = f"{connection.briefly(after.sql)}; {sql}", [*after.values, *given]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return cursor.fetchall()

    def rows(self, values: dict, after: Statement | None = None) -> Iterator:
        for answer in self.ask(values, after):
            row = list(answer)
            for place, (converters, column) in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], column, connection)
            yield self.of_models.made(row) if self.of_models else tuple(row)
