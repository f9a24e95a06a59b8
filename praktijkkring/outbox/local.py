"""The post of a machine without a mail server, for the person who sits at it."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

from django.conf import settings

from . import direct
from .deliver import keeps_mail
from .models import Message

AT_MOST = 100


@dataclass(frozen=True)
class Letter:
    """One kept mail, opened."""

    id: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str
    calendar: str


def is_here() -> bool:
    """True when mail is kept here to be read: never in a deployment."""
    at_home = settings.MAIL_IS_READ_HERE or settings.DEMO or settings.DEBUG
    return at_home and not settings.PRODUCTION and keeps_mail()


def is_at_the_machine(request) -> bool:
    """True for a browser on this very machine, not one that comes through a proxy or over the network."""
    through = request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded")
    return not through and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}


def letters() -> list[Letter]:
    """Everything that is kept, newest first."""
    rows = Message.objects.filter(kept__isnull=False).order_by("-sent_at")[:AT_MOST]
    found = [_open(f"m{row.pk}", bytes(row.kept)) for row in rows]
    found += [_open(f"c{_tag(raw)}", raw) for raw in direct.kept()]
    return sorted(found, key=lambda letter: letter.at, reverse=True)


def letter(letter_id: str) -> Letter | None:
    return next((found for found in letters() if found.id == letter_id), None)


def _tag(raw: bytes) -> str:
    """A name for a mail that is no row: from its Message-ID."""
    return email.message_from_bytes(raw)["Message-ID"].strip("<>").split("@")[0].replace(".", "-")


def _open(letter_id: str, raw: bytes) -> Letter:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    return Letter(
        id=letter_id,
        to=str(mail["to"]),
        subject=str(mail["subject"]),
        # "-0000" in a mail means UTC, and is read as a moment without a zone.
        at=mail["date"].datetime.replace(tzinfo=mail["date"].datetime.tzinfo or UTC),
        text=_part(mail, "text/plain"),
        html=_part(mail, "text/html"),
        calendar=_part(mail, "text/calendar"),
    )


def _part(mail: EmailMessage, kind: str) -> str:
    return next((part.get_content() for part in mail.walk() if part.get_content_type() == kind), "")
