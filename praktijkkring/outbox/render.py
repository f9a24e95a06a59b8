"""From a message and its letter to a finished mail, in the reader's language and time zone."""

import contextlib
import unicodedata
import zoneinfo
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from .kinds import Kind, Letter
from .models import Message

_inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@contextlib.contextmanager
def readers_world(message: Message):
    """Inside, language and time zone are the reader's: as they are now for a person, as posted for an address."""
    reader = message.to_user or message
    with translation.override(reader.language), timezone.override(zoneinfo.ZoneInfo(reader.time_zone)):
        yield


def render(message: Message, kind: Kind, letter: Letter) -> EmailMultiAlternatives:
    """The whole mail. Call it inside ``readers_world``."""
    context = {
        "reader": message.to_user,
        "to_email": message.to_email,
        "PUBLIC_URL": settings.PUBLIC_URL,
        "LANGUAGE_CODE": translation.get_language(),
        **letter.context,
    }
    mail = compose(kind.template, context, to=address(message))
    mail.extra_headers |= {"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"}
    if letter.stop_url:
        mail.extra_headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
    if letter.calendar:
        add_calendar(mail, letter.calendar, letter.calendar_method)
    return mail


def compose(template: str, context: dict, to: str) -> EmailMultiAlternatives:
    """Subject, text and html of one mail from its three files."""
    context = {"subject": one_line(_plain(f"{template}.subject.txt", context)), **context}
    text = _plain(f"{template}.txt", context).strip() + "\n\n" + _plain("outbox/mail/foot.txt", context).strip() + "\n"
    html = _inliner.inline(get_template(f"{template}.html").render(context))
    mail = EmailMultiAlternatives(subject=context["subject"], body=text, to=[to])
    mail.attach_alternative(html, "text/html")
    return mail


def add_calendar(mail: EmailMultiAlternatives, calendar: bytes, method: str) -> None:
    """As the last alternative for clients that understand it, and as a file for those that do not.

    The charset stays out of the type: Django adds its own, and two of them confuse clients.
    """
    mail.attach_alternative(calendar.decode(), f"text/calendar; method={method}")
    mail.attach("invite.ics", calendar, "application/ics")


def address(message: Message) -> str:
    """``Name <address>`` for a header: the name without anything that could end the line or forge an address."""
    name = one_line(message.to_user.name).translate(dict.fromkeys(map(ord, '"<>@,;:\\()[]'))) if message.to_user else ""
    email = message.to_user.email if message.to_user else message.to_email
    return f'"{name}" <{email}>' if name.strip() else email


def message_id(key: str) -> str:
    """The same key gives the same Message-ID, so that a mail sent twice is shown once."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{salted_hmac('outbox.message-id', key).hexdigest()}@{host}>"


def one_line(text: str) -> str:
    """Without line ends, control characters and doubled spaces: safe in a header."""
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text).split())


def _plain(name: str, context: dict) -> str:
    """A text template is not HTML, so nothing in it is escaped."""
    return get_template(name).template.render(Context(context, autoescape=False))
