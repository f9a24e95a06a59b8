"""The world stands once per process, in a transaction that is rolled back at the end."""

import pytest

from tests.house import world as the_world
from tests.house.walk import Walker, undone


@pytest.fixture(scope="module")
def walker(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        yield Walker(the_world.build())


@pytest.fixture
def world(walker):
    return walker.world
