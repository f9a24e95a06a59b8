"""A Dutch page holds no English sentence of ours, and an English page no Dutch one."""

import html
import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import reverse

from praktijkkring.models import User
from tests.house import matrix
from tests.house.test_bad_input import who_may
from tests.house.walk import undone

pytestmark = pytest.mark.django_db

LEAST_WORDS = 3
# A sample of a mail is in its own language, on a page in the reader's. tests/praktijkkring/test_samples.py reads those.
EITHER_LANGUAGE = {"outbox:sample", "outbox:sample_as_sent"}
SPACE = re.compile(r"\s+")
MARKUP = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*>", re.DOTALL)
# Where a text is written in both languages, its field says which one it holds.
IN_ITS_OWN_LANGUAGE = re.compile(r"<textarea\b[^>]*\slang=.*?</textarea>", re.DOTALL)


def sentences() -> list[tuple[str, str]]:
    """``(english, dutch)`` for every sentence of three words or more without a gap to fill."""
    messages = [
        message
        for catalogue in Path(settings.BASE_DIR).glob("*/locale/nl/LC_MESSAGES/django.po")
        for message in read_po(io.BytesIO(catalogue.read_bytes()), locale="nl")
        if isinstance(message.id, str) and len(message.id.split()) >= LEAST_WORDS and "%(" not in message.id
    ]
    found = [(plain(message.id), plain(message.string)) for message in messages]
    return [(english, dutch) for english, dutch in found if len(dutch.split()) >= 2 and english != dutch]


def plain(text: str) -> str:
    """The words that are read, without markup."""
    return SPACE.sub(" ", html.unescape(MARKUP.sub(" ", text))).strip()


SENTENCES = sentences()
PAGES = [row for row in matrix.rows() if row.get and 200 in row.get.values()]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row.name}{row.query}")
def test_a_page_speaks_one_language(walker, row):
    if row.name in EITHER_LANGUAGE:
        return
    with undone():
        args = row.args(walker.world)
        address = reverse(row.name, **{"kwargs" if isinstance(args, dict) else "args": args}) + row.query
        role = who_may(row)
        for language, foreign in (("nl", 0), ("en", 1)):
            User.objects.update(language=language)
            walker.client.cookies.clear()
            if role in walker.keys:
                walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys[role]
            walker.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            answer = walker.client.get(address)
            if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
                return
            words = plain(IN_ITS_OWN_LANGUAGE.sub(" ", answer.content.decode()))
            assert [pair[foreign] for pair in SENTENCES if pair[foreign] in words] == [], language
