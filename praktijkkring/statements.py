"""Rows written by the press of a button in a room: Django's own way works out the same SQL again each time, and asks twice.

For rows that somebody holds the lock of. Nothing but what is named is written; no signal is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Field, Model


@dataclass(frozen=True)
class Statement:
    sql: str
    values: list


def changed(row: Model, *names: str) -> Statement:
    """These fields of a row that exists, as they are on ``row`` now."""
    sql, fields = _update(type(row), names)
    return Statement(sql, [*_values(row, fields), row.pk])


def added(row: Model) -> Statement:
    """``row`` as a new one. It does not learn its number."""
    sql, fields = _insert(type(row))
    return Statement(sql, _values(row, fields))


def carry_out(*statements: Statement) -> None:
    """All of them, in this order, in one message to the database."""
    with connection.cursor() as cursor:
        sql = "; ".join(connection.briefly(one.sql) for one in statements)
        cursor.execute(sql, [value for one in statements for value in one.values])


def _values(row: Model, fields: Sequence[Field]) -> list:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]


@lru_cache(maxsize=64)
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Field]]:
    fields = [model._meta.get_field(name) for name in names]  # noqa: SLF001 - public by its documentation
    places = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    return f"UPDATE {_table(model)} SET {places} WHERE {_quoted(model._meta.pk)} = %s", fields  # noqa: S608, SLF001 - our own names


@lru_cache(maxsize=64)
def _insert(model: type[Model]) -> tuple[str, list[Field]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - as above
    columns, places = ", ".join(map(_quoted, fields)), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({places})", fields  # noqa: S608 - our own names


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - as above


def _quoted(field: Field) -> str:
    return connection.ops.quote_name(field.column)
