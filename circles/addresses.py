"""Read a pasted list of people: lines, commas, semicolons, with or without a name. Pure."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from circles.domain.invite import Guest
from circles.mailbox import normal

_BETWEEN = re.compile(r"[;,\n\r\t]+")
_NAMED = re.compile(r"^(?P<name>.*?)\s*<(?P<email>[^<>]*)>$")


def read(text: str) -> tuple[list[Guest], list[str]]:
    """The people in ``text`` in order, and the pieces that hold no e-mail address.

    Understands what mail programs copy: ``Roos Mulder <roos@x.nl>; dirk@x.nl``, and ``"Mulder, Roos" <roos@x.nl>``.
    """
    guests, unread = [], []
    for piece in _pieces(text):
        named = _NAMED.match(piece)
        name, email = (named["name"], named["email"]) if named else ("", piece)
        email = normal(email.strip().removeprefix("mailto:"))
        try:
            validate_email(email)
        except ValidationError:
            unread.append(piece)
        else:
            guests.append(Guest(email, _turned(name)))
    return guests, unread


def _pieces(text: str) -> list[str]:
    """Split, but not inside quotes."""
    quoted = re.sub(r'"([^"\n]*)"', lambda m: m[1].replace(",", "\0").replace(";", " "), text)
    return [piece.replace("\0", ",").strip() for piece in _BETWEEN.split(quoted) if piece.strip()]


def _turned(name: str) -> str:
    """'Mulder, Roos' as 'Roos Mulder', at most 120 letters."""
    last, comma, first = name.strip(" '\"").partition(",")
    return (f"{first.strip()} {last.strip()}" if comma else last)[:120].strip()
