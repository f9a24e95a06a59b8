"""The test database: emptied quickly after a test that stored for good, and gone at the end, whoever still holds it."""

from functools import cache

from django.db import connection, transaction
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import TransactionTestCase

from praktijkkring.models import AuditEntry

TRAIL = AuditEntry._meta.db_table
# What the migrations of Django itself fill; Django would fill it again each time it empties the database.
KEPT = {"auth_permission", "django_content_type", "django_migrations"}


def emptying(table: str) -> str:
    """The statement that empties it. Nobody may delete from the trail, but it can be emptied."""
    return f"{'TRUNCATE' if table == TRAIL else 'DELETE FROM'} {connection.ops.quote_name(table)}"


@cache
def _filled() -> str:
    """The question which tables hold something."""
    tables = sorted(set(connection.introspection.django_table_names()) - KEPT)
    return " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (TABLE {connection.ops.quote_name(table)})" for table in tables
    )


def _empty_what_is_filled(self):
    """To empty every table takes a third of a second, and there are hundreds of such tests."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_filled())
        # Keys between tables are checked at the end of the transaction, so the order does not matter.
        for (table,) in cursor.fetchall():
            cursor.execute(emptying(table))


def _destroy(self, test_database_name, verbosity):
    with self._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")


TransactionTestCase._fixture_teardown = _empty_what_is_filled
# A server that is still ending would otherwise keep the database, and the last test would fail for it.
DatabaseCreation._destroy_test_db = _destroy
