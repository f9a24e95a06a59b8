"""Whom the demo lets in with one click, for the lines that ./run prints; and the first administrator of an empty house."""

import re
import sys

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import translation

from praktijkkring.accounts.demo import people
from praktijkkring.audit.record import record
from praktijkkring.models import User


def demo_people() -> list[str]:
    """``Role: Name <address>. What they see.`` Empty when the demo is not loaded."""
    with translation.override("nl"):
        lines = [f"{person.role}: {user.name} <{user.email}>. {person.sees}" for person, user in people()]
    connection.close()
    return ["", "One click on the front page logs you in as:", *(f"  {line}" for line in lines)] if lines else []


def appoint(email: str) -> None:
    """Let this address administer and found circles. An account that is there already keeps all else it has.

    What is new stands in the trail; an address that may do so already is left alone.
    """
    try:
        validate_email(email)
    except ValidationError:
        sys.exit(f"{email} is no e-mail address.")
    with transaction.atomic():
        user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(
            email, name=name_from(email)
        )
        rights = {"is_staff": True, "is_superuser": True, "is_coordinator": True}
        if User.objects.filter(pk=user.pk).exclude(**rights).update(**rights):
            record("accounts.appointed", by=None, scope=f"account:{user.pk}", who=user)


def name_from(email: str) -> str:
    """What somebody is called until they say so themselves: "marja.de-boer2@…" is Marja De Boer."""
    words = re.findall(r"[^\W\d_]+", email.partition("@")[0])
    return " ".join(word.capitalize() for word in words) or email.partition("@")[0]
