"""Whom the demo lets in with one click, for the lines that ./run prints."""

from django.db import connection
from django.utils import translation

from praktijkkring.accounts.demo import people


def demo_people() -> list[str]:
    """``Role: Name <address>. What they see.`` Empty when the demo is not loaded."""
    with translation.override("nl"):
        lines = [f"{person.role}: {user.name} <{user.email}>. {person.sees}" for person, user in people()]
    connection.close()
    return ["", "One click on the front page logs you in as:", *(f"  {line}" for line in lines)] if lines else []
