"""The words with which a coordinator says no, and how the mail will look."""

import html
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from .access import coordinator_of

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Preview:
    subject: str
    body: str


def language_of(interest, asked: str) -> str:
    """The language that was asked for, else that of the reader."""
    return asked if asked in LANGUAGES else interest.user.language


def standard(interest, coordinator, language: str) -> str:
    """The standard words, to change."""
    with translation.override(language):
        context = {"circle": interest.circle, "coordinator": coordinator}
        return render_to_string("circles/_forming/standard_letter.txt", context).strip()


def preview(interest, words: str) -> Preview:
    """The mail as the applicant will get it, in their language."""
    coordinator = coordinator_of(interest.circle)
    context = {"circle": interest.circle, "coordinator": coordinator, "reader": interest.user, "words": words.strip()}
    with translation.override(interest.user.language):
        parts = [render_to_string(f"circles/mail/interest_declined.{part}", context) for part in ("subject.txt", "txt")]
    return Preview(*(_plain(part) for part in parts))


def _plain(text: str) -> str:
    """Mails in plain text are made without HTML; here they are shown on a page, which escapes them itself."""
    return html.unescape(text).strip()
