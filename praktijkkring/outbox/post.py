"""Put a mail in the outbox."""

from functools import partial

from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation

from praktijkkring.accounts.models import User

from . import kinds
from .bell import wake
from .models import Message


def post(
    *, kind, key, to: User | None = None, to_email="", language="", time_zone="", due_at=None, refs=None
) -> Message:
    """One mail to one reader, as a row in the caller's transaction; the same ``key`` twice is one row.

    The reader is a User (``to``) or an address (``to_email``, with ``language``). It leaves after the commit, not
    before ``due_at``; a broker that is down delays it until the next sweep and harms nothing.
    Raises LookupError for an unknown kind, ValidationError for an address that is none.
    """
    kinds.kind(kind)
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a mail belongs in the transaction of what caused it")
    address = to.email if to else to_email.strip()
    validate_email(address)
    message = Message(
        key=key,
        kind=kind,
        to_user=to,
        to_email=address,
        language=language or (to.language if to else (translation.get_language() or "nl")[:2]),
        time_zone=time_zone or (to.time_zone if to else "Europe/Amsterdam"),
        due_at=due_at or timezone.now(),
        refs=refs or {},
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    message = Message.objects.get(key=key)
    if message.state == Message.State.QUEUED and message.due_at <= timezone.now():
        transaction.on_commit(partial(wake, message.pk), robust=True)
    return message
