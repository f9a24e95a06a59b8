"""An Excel file, read as texts only: no formulas, no macros, no links, nothing that unpacks without end."""

import datetime
import io
import time
import warnings
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _

from praktijkkring.errors import Refused

MOST_PARTS = 200
MOST_UNPACKED = 6_000_000  # bytes of all parts together
MOST_RATIO = 200  # unpacked to packed, for a part of more than SMALL bytes
SMALL = 200_000
MOST_SECONDS = 5


def rows(data: bytes, *, most_rows: int, most_columns: int) -> Iterator[list[str]]:
    """The first sheet, row by row. Refused for what is no workbook or larger than a list of people can be."""
    _must_be_modest(data)
    return iter(_read(data, most_rows, most_columns))


def _must_be_modest(data: bytes) -> None:
    """Looks at the table of contents only. A part that lies about its size is cut off there when it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise _unreadable() from None
    too_tight = any(
        part.file_size > SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size) for part in parts
    )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or too_tight:
        raise Refused(_("This file is much larger than a list of people. Copy the list to a new file and try again."))
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(_("This is an old or a locked Excel file. Save it as XLSX or CSV without a password."))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise _unreadable()


def _read(data: bytes, most_rows: int, most_columns: int) -> list[list[str]]:
    import openpyxl  # noqa: PLC0415 - a tenth of a second of every start, for what is done once a year

    until = time.monotonic() + MOST_SECONDS
    found: list[list[str]] = []
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=False, keep_links=False, keep_vba=False
            )
            sheet = book.worksheets[0]
            # The size that a sheet says it has is often wrong, or a trap.
            sheet.reset_dimensions()
            for row in sheet.iter_rows(max_row=most_rows * 4, max_col=most_columns, values_only=True):
                texts = [_text(value) for value in row]
                if any(texts):
                    found.append(texts)
                if len(found) == most_rows or time.monotonic() > until:
                    break
            book.close()
    except Exception as error:
        raise _unreadable() from error
    return found


def _text(value) -> str:
    """A cell as somebody reads it; a formula is the text of the formula."""
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() | datetime.date():
            return value.isoformat()[:10]
    return str(value)


def _unreadable() -> Refused:
    return Refused(_("This is not a list we can read. Save it as CSV or XLSX."))
