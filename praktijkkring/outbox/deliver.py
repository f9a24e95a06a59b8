"""Claim a mail, ask again whether it should go, send it, mark it.

A mail is claimed by a compare-and-set under SKIP LOCKED, so that one task delivered eight times sends once. What dies
between the mail server's "250" and our mark cannot be known: reminders are then marked "in doubt" and not sent again;
everything else is sent again with the same Message-ID.
"""

import datetime
import logging
import random
import smtplib

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import kinds, render
from .models import Message

log = logging.getLogger(__name__)
State = Message.State

STUCK_AFTER = datetime.timedelta(minutes=10)
GIVE_UP_AFTER = datetime.timedelta(hours=24)
LONGEST_WAIT = datetime.timedelta(minutes=15)
AT_ONCE = 200
NEVER = 500  # reply codes of a mail server from here on mean: not now and not later


class Doubt(Exception):
    """The line broke after the mail was handed over: nobody knows whether it arrived."""


def deliver(message_id: int) -> None:
    """Send one mail, if it is due and nobody else has it in hand."""
    message = claim(message_id)
    if message is None:
        return
    try:
        _carry_out(message)
    except Exception as error:  # noqa: BLE001 - whatever happened, the row says so and the sweep comes back
        _did_not_go(message, error)


def deliver_due() -> int:
    """Send everything that is due now, oldest first; at most ``AT_ONCE``. Returns how many were tried."""
    due = Message.objects.filter(state=State.QUEUED, due_at__lte=timezone.now())
    ids = list(due.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
    for message_id in ids:
        deliver(message_id)
    return len(ids)


def settle_stuck() -> None:
    """Claims of a worker that died: reminders become "in doubt", everything else waits to be sent again."""
    stuck = Message.objects.filter(state=State.CLAIMED, claimed_at__lt=timezone.now() - STUCK_AFTER)
    stuck.filter(kind__in=kinds.once_kinds()).update(state=State.UNKNOWN, last_error="stopped while sending")
    stuck.exclude(kind__in=kinds.once_kinds()).update(state=State.QUEUED, last_error="stopped while sending")


def claim(message_id: int) -> Message | None:
    """Take a mail that is due, or None when it is not, or somebody else was first."""
    with transaction.atomic():
        due = Message.objects.filter(pk=message_id, state=State.QUEUED, due_at__lte=timezone.now())
        if not due.select_for_update(skip_locked=True, of=("self",)).exists():
            return None
        due.update(state=State.CLAIMED, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    return Message.objects.select_related("to_user").get(pk=message_id)


def _carry_out(message: Message) -> None:
    kind = kinds.kind(message.kind)
    with render.readers_world(message):
        gone = message.to_user and not message.to_user.is_active
        letter = None if gone else kind.write(message)
        if letter is None:
            _mark(message, state=State.DROPPED)
            return
        mail = render.render(message, kind, letter)
    if keeps_mail():
        _mark(message, state=State.SENT, sent_at=timezone.now(), kept=mail.message().as_bytes(linesep="\r\n"))
        return
    _hand_over(mail)
    _mark(message, state=State.SENT, sent_at=timezone.now(), last_error="")
    if kind.farewell and message.to_user is None:
        message.delete()  # the last we knew of an address that asked to be forgotten


def keeps_mail() -> bool:
    """True on a machine without a mail server: mail then stays here, to be read at the local page."""
    return settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def _hand_over(mail) -> None:
    """Give the mail to the mail server. Raises Doubt when the line broke half-way."""
    connection = get_connection()
    connection.open()
    try:
        connection.send_messages([mail])
    except smtplib.SMTPServerDisconnected as error:
        raise Doubt from error
    except smtplib.SMTPException:
        raise
    except OSError as error:
        raise Doubt from error
    finally:
        connection.close()


def _did_not_go(message: Message, error: Exception) -> None:
    """Wait longer and longer, give up after a day, or at once when the server says never."""
    reason = f"{type(error).__name__} {code_of(error) or ''}".strip()
    log.warning("mail %s (%s) did not go: %s", message.pk, message.kind, reason, exc_info=_ours(error))
    if isinstance(error, Doubt) and message.kind in kinds.once_kinds():
        _mark(message, state=State.UNKNOWN, last_error=reason)
    elif is_final(error) or (message.attempts > 1 and timezone.now() - message.created_at > GIVE_UP_AFTER):
        _mark(message, state=State.FAILED, last_error=reason)
    else:
        _mark(message, state=State.QUEUED, due_at=timezone.now() + wait(message.attempts), last_error=reason)


def wait(attempts: int) -> datetime.timedelta:
    """One minute, two, four, eight, then a quarter of an hour; each up to a fifth shorter, so that not all come at once."""
    return min(datetime.timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT) * random.uniform(0.8, 1)  # noqa: S311


def code_of(error: Exception) -> int | None:
    """The reply code of the mail server, if it gave one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=None)
    return getattr(error, "smtp_code", None)


def is_final(error: Exception) -> bool:
    """True when the server refuses this very mail for good; trouble with our own log-in or sender is not its fault."""
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused):
        return False
    return isinstance(error, smtplib.SMTPException) and (code_of(error) or 0) >= NEVER


def _ours(error: Exception) -> Exception | None:
    """The traceback is logged only for our own mistakes."""
    return None if isinstance(error, Doubt | OSError) else error


def _mark(message: Message, **fields) -> None:
    """Only the one who holds the claim may say how it ended."""
    Message.objects.filter(pk=message.pk, state=State.CLAIMED, claimed_at=message.claimed_at).update(**fields)
