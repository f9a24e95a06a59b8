"""A method of the circle, published once; and one of Fenna's own that nobody saw yet."""

import pytest

from intervision.domain import own_method
from intervision.library.access import draft_for, method_for


@pytest.fixture
def published(cast):
    """The circle's own version of the five steps, version 1."""
    own = own_method.copy_method(by=method_for(cast.coordinator, "vijfstappen"), circle=cast.circle)
    own_method.publish_method(by=draft_for(cast.coordinator, own.key), revision=own.revision)
    own.refresh_from_db()
    return own


@pytest.fixture
def draft(cast):
    """A draft for Fenna herself."""
    return own_method.copy_method(by=method_for(cast.facilitator.user, "vijfstappen"), circle=None)
