"""Fixtures of the platform's own tests."""

from tests.praktijkkring.post_office import post_office

__all__ = ["post_office"]
