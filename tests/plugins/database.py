"""The test database goes at the end, whoever still holds a connection to it."""

from django.db.backends.postgresql.creation import DatabaseCreation


def _destroy(self, test_database_name, verbosity):
    with self._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")


# A server that is still ending would otherwise keep the database, and the last test would fail for it.
DatabaseCreation._destroy_test_db = _destroy
