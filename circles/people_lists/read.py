"""From an uploaded file to a small table of texts, whatever the file tries."""

from django.utils.translation import gettext as _

from praktijkkring.errors import Refused

from . import csv_table, xlsx_table

MOST_BYTES = 1_000_000
MOST_PEOPLE = 60
MOST_COLUMNS = 30
MOST_LETTERS = 300
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read(data: bytes) -> list[list[str]]:
    """The rows that hold something, equally long, at most 61 (one may be the header). Pure.

    Refused, in words, for what is too large, not a list, or made to do harm.
    """
    if len(data) > MOST_BYTES:
        raise Refused(
            _("This file is larger than 1 MB. A list of people is much smaller; take out pictures and sheets.")
        )
    if data.startswith(OLD_EXCEL):
        raise Refused(_("This is an old or a locked Excel file. Save it as XLSX or CSV without a password."))
    make = xlsx_table.rows if data.startswith(ZIP) else csv_table.rows
    rows = [clean(row) for row in make(data, most_rows=MOST_PEOPLE + 2, most_columns=MOST_COLUMNS)]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise Refused(_("There is nothing in this file. Choose a list with names and e-mail addresses."))
    if len(rows) > MOST_PEOPLE + 1:
        raise Refused(_("This list has more than %(most)s people. Split it in parts.") % {"most": MOST_PEOPLE})
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def clean(row: list[str]) -> list[str]:
    """Cells without control characters, on one line, not endless; empty cells at the end are dropped."""
    cells = [" ".join("".join(c if c.isprintable() else " " for c in cell).split())[:MOST_LETTERS] for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells
