"""The first migrations stand for those that were there before them."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from praktijkkring.embedded.prepare import is_behind

pytestmark = pytest.mark.django_db


def forget(*names: str):
    """The database was last brought up to date when these were not there."""
    gone, _ = MigrationRecorder(connection).migration_qs.filter(name__in=names).delete()
    assert gone >= len(names)


def test_a_database_of_before_has_its_tables_already():
    forget("0001_the_beginning", "0002_lists_to_begin_with")
    assert not is_behind()


def test_a_database_of_long_before_is_told_what_to_do():
    forget("0001_the_beginning", "0002_lists_to_begin_with", "0011_ends_of_circles")
    with pytest.raises(SystemExit, match="or begin anew with"):
        is_behind()


def test_an_empty_database_gets_them():
    MigrationRecorder(connection).migration_qs.all().delete()
    assert is_behind()
