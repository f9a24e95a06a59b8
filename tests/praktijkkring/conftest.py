"""Fixtures of the platform's own tests."""

import praktijkkring.urls  # noqa: F401 - read now, before a test pretends to be in the demo
from tests.praktijkkring.post_office import post_office

__all__ = ["post_office"]
