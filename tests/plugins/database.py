"""The test database: migrated once for all workers of a run, emptied quickly after a test that stored for good, and
gone at the end, whoever still holds it."""

import os
from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import TransactionTestCase

from praktijkkring.models import AuditEntry

TRAIL = AuditEntry._meta.db_table
# What the migrations of Django itself fill; Django would fill it again each time it empties the database.
KEPT = {"auth_permission", "django_content_type", "django_migrations"}
ONE_AT_A_TIME = 7_203_341
_migrate = DatabaseCreation.create_test_db


def kept_copy() -> str | None:
    """Its name in this run; None where there are no other workers."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    return run and f"test_migrated_{run}"


def _create(self, *args, serialize=False, **kwargs):
    """Who comes first migrates and keeps a copy; the others begin from that."""
    copy = kept_copy()
    if not copy or serialize:
        return _migrate(self, *args, serialize=serialize, **kwargs)
    with self._nodb_cursor() as cursor:  # the lock goes when this connection does
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        if self._database_exists(cursor, copy):
            return _begin_from(self, cursor, copy)
        name = _migrate(self, *args, serialize=serialize, **kwargs)
        self.connection.close()  # what somebody looks into cannot be copied
        cursor.execute(f"CREATE DATABASE {self._quote_name(copy)} TEMPLATE {self._quote_name(name)}")
    return name


def _begin_from(self, cursor, copy: str) -> str:
    """All that ``create_test_db`` leaves behind, without the migrations."""
    name = self._get_test_db_name()
    cursor.execute(f"DROP DATABASE IF EXISTS {self._quote_name(name)}")
    cursor.execute(f"CREATE DATABASE {self._quote_name(name)} TEMPLATE {self._quote_name(copy)}")
    self.connection.close()
    settings.DATABASES[self.connection.alias]["NAME"] = self.connection.settings_dict["NAME"] = name
    self.connection.ensure_connection()
    ContentType.objects.get_for_models(*apps.get_models())  # migrating remembers them too
    return name


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
        cursor.execute(f"DROP DATABASE {self._quote_name(test_database_name)} WITH (FORCE)")
        if copy := kept_copy():
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            cursor.execute(f"DROP DATABASE IF EXISTS {self._quote_name(copy)} WITH (FORCE)")


TransactionTestCase._fixture_teardown = _empty_what_is_filled
DatabaseCreation.create_test_db = _create
# A server that is still ending would otherwise keep the database, and the last test would fail for it.
DatabaseCreation._destroy_test_db = _destroy
