"""Whom the demo lets in, for the lines that ./run prints."""

from django.db import connection

from praktijkkring.models import User

MOST = 8


def demo_people() -> list[str]:
    """``Name <address>`` of the first people of the demo."""
    people = [f"{user.name} <{user.email}>" for user in User.objects.order_by("pk")[:MOST]]
    connection.close()
    return people
