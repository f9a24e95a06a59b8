"""An address may hold the token of an invitation or a calendar: a log line shows that there was one, not which."""

import logging
import re

TOKEN = re.compile(r"(?<=/)[\w:=-][\w:.=-]{18,}?[\w:=-](?=/|$|\?|\s|\.ics)")


class MaskTokens(logging.Filter):
    """Takes long path segments out of what is logged. Ids of rows (UUIDs) stay: they open nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(masked(part) if isinstance(part, str) else part for part in record.args)
        if isinstance(record.msg, str):
            record.msg = masked(record.msg)
        return True


UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def masked(text: str) -> str:
    """``/uitnodiging/dGhpcyBpcyBh…/`` becomes ``/uitnodiging/[token]/``."""
    if "/" not in text:
        return text
    return TOKEN.sub(lambda match: match[0] if UUID.fullmatch(match[0]) else "[token]", text)
