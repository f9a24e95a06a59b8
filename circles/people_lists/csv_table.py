"""A file with separators, in whatever encoding a spreadsheet saved it."""

import codecs
import csv
import itertools
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from praktijkkring.errors import Refused

SEPARATORS = ";,\t|"
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LOOKED_AT = 20  # lines, to find the separator
MANY_NULS = 0.2  # of the bytes: UTF-16 without its mark
BINARY = 0.05  # of the characters may be control characters before we call it no text


def rows(data: bytes, *, most_rows: int, most_columns: int) -> Iterator[list[str]]:
    """Each line as texts. Pure. Refused for what is no text."""
    text = decoded(data)
    odd = sum(c == "\ufffd" or not (c.isprintable() or c.isspace()) for c in text[:4000])
    if odd > BINARY * len(text[:4000]):
        raise Refused(_("This is not a list we can read. Save it as CSV or XLSX."))
    separator, text = separated(text)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    found = (row[:most_columns] for row in _careful(reader) if any(cell.strip() for cell in row))
    return itertools.islice(found, most_rows)


def decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 with or without a mark, else Windows-1252. NUL characters are dropped."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").replace("\0", "")
    if data and data[:2000].count(0) > MANY_NULS * len(data[:2000]):
        little = data[1:2000:2].count(0) >= data[0:2000:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace").replace("\0", "")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\0", "")


def separated(text: str) -> tuple[str, str]:
    """The separator of which most lines have equally many, outside quotes; and the text without Excel's ``sep=`` line."""
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return first.strip()[-1], rest
    lines = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    return max(SEPARATORS, key=lambda sign: _columns(lines, sign)), text


def _columns(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines ``sign`` cuts into the same number of pieces, and how many pieces that makes."""
    counts = Counter(count for line in lines if (count := _outside_quotes(line, sign)))
    return max(((alike, count) for count, alike in counts.items()), default=(0, 0))


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _careful(reader) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        raise Refused(_("This is not a list we can read. Save it as CSV or XLSX.")) from None
