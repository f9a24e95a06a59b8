"""A table as a file that opens in a Dutch spreadsheet, in which no cell is a formula. Pure."""

import csv
import io
from collections.abc import Iterable

import xlsxwriter

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDTH = 28


def as_csv(header: list[str], rows: Iterable[list[str]]) -> bytes:
    """Semicolons, a byte order mark and CRLF, as Excel in Dutch expects."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in [header, *rows])
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(header: list[str], rows: Iterable[list[str]]) -> bytes:
    """One sheet with the header in bold; every cell is a text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, WIDTH)
    for number, row in enumerate([header, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, harmless(cell), bold if number == 0 else None)
    book.close()
    return out.getvalue()


def harmless(text: str) -> str:
    """A text that starts as a formula does gets an apostrophe in front, which spreadsheets take as: this is text."""
    return f"'{text}" if str(text).startswith(DANGEROUS) else str(text)
