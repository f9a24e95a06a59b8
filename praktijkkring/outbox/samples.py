"""Every kind of mail with invented data, in Dutch and English: to look at, and for the test that none lacks a word."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from .kinds import all_kinds
from .render import compose

LANGUAGES = ("nl", "en")
PARTS = {
    "accounts": _("About your account"),
    "circles": _("About a circle"),
    "sessions_app": _("About the meetings"),
    "intervision": _("About the conversation"),
    "costs": _("About the costs"),
}
READER = SimpleNamespace(name="Roos Mulder", first_name="Roos", email="roos@voorbeeld.nl")

_worlds: dict[str, Callable[[], dict]] = {}
_finished: dict[str, Callable] = {}


@dataclass(frozen=True)
class Sample:
    """One mail as the reader gets it."""

    kind: str
    language: str
    subject: str
    text: str
    html: str


def register(app: str, world: Callable[[], dict]) -> None:
    """``world()`` gives invented values for every name that the mails of ``app`` use. Nothing of it is stored."""
    _worlds[app] = world


def register_finished(name: str, mail: Callable) -> None:
    """A mail that is no row in the outbox: ``mail(address)`` gives the whole of it, in the language of now."""
    _finished[name] = mail


def names() -> list[str]:
    """Every kind of mail, by app."""
    return sorted([*all_kinds(), *_finished])


def sample(name: str, language: str) -> Sample:
    """This kind of mail in this language. Raises LookupError for one that does not exist or has no invented data."""
    if language not in LANGUAGES:
        raise LookupError(language)
    with translation.override(language):
        mail = _finished[name](READER.email) if name in _finished else _from_outbox(name)
    html = mail.alternatives[0][0]
    return Sample(name, language, mail.subject, mail.body, html)


@dataclass(frozen=True)
class Listed:
    """A mail in the list: what it is to the address, and to a reader. ``more`` tells apart what has one subject."""

    name: str
    title: str
    more: str = ""


def by_part(language: str) -> list[tuple[str, list[Listed]]]:
    """Every mail that can be looked at, under the part of the product it is about."""
    parts = {app: [_listed(sample(name, language)) for name in names() if _app(name) == app] for app in PARTS}
    return [(PARTS[app], mails) for app, mails in parts.items() if mails]


def _listed(mail: Sample) -> Listed:
    first_line = mail.text.strip().partition("\n")[0].rstrip(":")
    return Listed(mail.kind, mail.subject, first_line if mail.kind in _finished else "")


def _app(name: str) -> str:
    return name.partition(".")[0]


def _from_outbox(name: str):
    kind = all_kinds()[name]
    context = {"reader": READER, "to_email": READER.email, "PUBLIC_URL": settings.PUBLIC_URL}
    context |= {"LANGUAGE_CODE": translation.get_language(), **_worlds[_app(name)]()}
    return compose(kind.template, context, to=READER.email)
