"""Write down that something was done."""

import datetime

from django.core.validators import EmailValidator
from django.db import transaction

from praktijkkring.accounts.models import User

from . import actions
from .models import AuditEntry

_email = EmailValidator()


def record(action: str, *, by: User | None, scope: str, **facts) -> AuditEntry:
    """One row in the trail of ``scope`` (e.g. ``circle:12``), inside the caller's transaction.

    ``by=None`` means the product itself did it. Facts fill the sentence of the action: short names, numbers, dates,
    moments and people (a User is kept by id and shown by their present name, so that an erased person is gone here
    too). An e-mail address is shortened before it is stored. Never put in what somebody wrote.
    Raises LookupError for an action without a registered sentence.
    """
    if not actions.known(action):
        raise LookupError(f"no sentence is registered for the action {action}")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit row belongs in the transaction of what it tells")
    return AuditEntry.objects.create(
        action=action,
        by=by,
        automatic=by is None,
        scope=scope,
        facts={name: storable(value) for name, value in facts.items()},
    )


def storable(value):
    """A fact as JSON keeps it."""
    match value:
        case None | bool() | int():
            return value
        case User():
            return {"person": value.pk}
        case datetime.datetime():
            return {"moment": value.isoformat()}
        case datetime.date():
            return {"date": value.isoformat()}
    return shortened(str(value))[:200]


def shortened(text: str) -> str:
    """An e-mail address without the person in it, 'el…@gemeente.nl'; any other text as it is."""
    name, at, host = text.rpartition("@")
    if not at or not name or " " in text or not _email.domain_regex.match(host):
        return text
    return f"{name[:2]}…@{host}"
