"""A log line shows that there was a token, not which."""

import logging

import pytest

from praktijkkring.logs import MaskTokens, masked

TOKEN = "dGhpcyBpcyBhIHRva2Vu_-abc"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/uitnodiging/{TOKEN}/", "/uitnodiging/[token]/"),
        (f"/agenda/{TOKEN}.ics", "/agenda/[token].ics"),
        (f"/antwoord/{TOKEN}?x=1", "/antwoord/[token]?x=1"),
        ("/kringen/12/", "/kringen/12/"),
        (
            "/vragen/a11ce450-d502-4999-8684-0bda6c161e19/schrijven/",
            "/vragen/a11ce450-d502-4999-8684-0bda6c161e19/schrijven/",
        ),
    ],
)
def test_a_token_in_a_path_is_masked(path, shown):
    assert masked(path) == shown


def test_a_whole_record_is_masked():
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s: %s", ("Not Found", f"/x/{TOKEN}/"), None)
    assert MaskTokens().filter(record)
    assert record.getMessage() == "Not Found: /x/[token]/"


def test_the_console_has_the_mask():
    handlers = logging.getLogger().handlers
    assert any(isinstance(part, MaskTokens) for handler in handlers for part in handler.filters)
