"""Any file becomes a small table of texts, or a refusal in words; never an error, a formula or an endless wait."""

import csv
import io
import time
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circles.people_lists import check, columns
from circles.people_lists.csv_table import separated
from circles.people_lists.read import MOST_BYTES, MOST_COLUMNS, MOST_LETTERS, MOST_PEOPLE, read
from circles.people_lists.write import as_csv, as_xlsx, harmless
from praktijkkring.errors import Refused
from tests.plugins.speed import busy

HEADER = ["Naam", "E-mailadres", "Gemeente", "Functie"]
ROOS = ["Roos Mulder", "roos@x.nl", "Westerkoog", "wethouder; ruimte, water"]
JOOST = ["Joost Smélt", "joost@x.nl", "Súdwest-Fryslân", "€ en „quotes”"]


def written(rows, separator=";", encoding="utf-8", ends="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(rows, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data, change, compression=zipfile.ZIP_DEFLATED):
    """The same file with other parts: ``change(parts)`` gets a dict of name and bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_every_usual_way_to_save_a_list_is_read(separator, encoding, ends):
    assert read(written([HEADER, ROOS, JOOST], separator, encoding, ends)) == [HEADER, ROOS, JOOST]


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["naam;email", ",;,", ",;,"], ";"),
        (["Deelnemers, najaar 2026", "Roos;roos@x.nl", "Joost;joost@x.nl"], ";"),
        (["naam,adres", "Roos,roos@x.nl;r@y.nl", "Joost,joost@x.nl;j@y.nl"], ","),
        (["naam", "Roos"], ";"),
    ],
)
def test_the_separator_is_what_cuts_most_lines_alike(lines, separator):
    assert separated("\n".join(lines))[0] == separator


def test_the_line_that_excel_writes_about_its_separator_is_no_row():
    assert read(b"sep=|\r\n" + written([HEADER, ROOS], "|")) == [HEADER, ROOS]


def test_an_excel_file_is_read_as_texts():
    rows = [["Naam", "E-mail", "Sinds"], ["Roos", "roos@x.nl", 2019], ["", None, None], ["Dirk", "dirk@x.nl", 3.5]]
    assert read(workbook(rows)) == [
        ["Naam", "E-mail", "Sinds"],
        ["Roos", "roos@x.nl", "2019"],
        ["Dirk", "dirk@x.nl", "3.5"],
    ]


@given(st.binary(max_size=3000))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_table_or_a_refusal(data):
    _is_sound(data)


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_inside_an_excel_file_are_a_table_or_a_refusal(data):
    whole = workbook([HEADER, ROOS])
    middle = len(whole) // 2
    _is_sound(whole[:middle] + data + whole[middle + len(data) :])
    _is_sound(b"PK\x03\x04" + data)


def _is_sound(data):
    try:
        rows = read(data)
    except Refused:
        return
    assert 1 <= len(rows) <= MOST_PEOPLE + 1
    assert len({len(row) for row in rows}) == 1
    assert len(rows[0]) <= MOST_COLUMNS
    assert all(cell.isprintable() and len(cell) <= MOST_LETTERS for row in rows for cell in row)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=20), st.sampled_from([";", ",", "\t"]))
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(rows, separator):
    rows = [["naam", "email", "gebied"], *rows]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    assert read(out.getvalue().encode("utf-8-sig")) == rows


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=10))
@settings(max_examples=60, deadline=None)
def test_our_own_files_are_read_back_and_hold_no_formula(rows):
    for make in (as_csv, as_xlsx):
        back = read(make(["naam", "email"], rows))
        assert back == [["naam", "email"], *([harmless(cell) for cell in row] for row in rows)]
        assert not [cell for row in back for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_our_own_files_open_in_a_dutch_spreadsheet():
    data = as_csv(["Naam", "Gebied"], [["=1+1", "Súdwest-Fryslân"], ["@SUM(A1)", "-2"]])
    assert data == "\ufeffNaam;Gebied\r\n'=1+1;Súdwest-Fryslân\r\n'@SUM(A1);'-2\r\n".encode()
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(["Naam"], [["=1+1"], ["http://x.nl"]])))
    assert [(cell.value, cell.data_type, cell.hyperlink) for [cell] in book.active.iter_rows(min_row=2)] == [
        ("'=1+1", "s", None),
        ("http://x.nl", "s", None),
    ]


class TestHostileFiles:
    def test_a_file_that_is_too_large(self):
        with pytest.raises(Refused, match="1 MB"):
            read(b"a;b\n" * (MOST_BYTES // 4 + 1))

    def test_too_many_people(self):
        read(written([HEADER, *[ROOS] * MOST_PEOPLE]))
        for data in (written([HEADER, *[ROOS] * 61]), workbook([HEADER, *[ROOS] * 61]), workbook([ROOS] * 5000)):
            with pytest.raises(Refused, match="60"):
                read(data)

    @pytest.mark.parametrize("data", [b"", b"\n\n;;;\n", b"\xef\xbb\xbf", workbook([[None]])])
    def test_nothing(self, data):
        with pytest.raises(Refused):
            read(data)

    @pytest.mark.parametrize(
        "data", [bytes(range(256)) * 9, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\x00\x01\x02\x03" * 40, b"\xd0\xcf\x11\xe0" * 99]
    )
    def test_what_is_no_list(self, data):
        with pytest.raises(Refused):
            read(data)

    def test_a_bomb_that_unpacks_to_a_hundred_megabytes_is_not_unpacked(self):
        def blow(parts):
            parts["xl/worksheets/sheet1.xml"] += b" " * 100_000_000

        data = repacked(workbook([HEADER, ROOS]), blow)
        assert len(data) < MOST_BYTES
        before = time.monotonic()
        with pytest.raises(Refused):
            read(data)
        assert time.monotonic() - before < 1 * busy()

    def test_a_bomb_that_lies_about_its_size_is_cut_off(self):
        def blow(parts):
            parts["xl/worksheets/sheet1.xml"] += b" " * 50_000_000

        data = bytearray(repacked(workbook([HEADER, ROOS]), blow))
        small = (2000).to_bytes(4, "little")
        for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
            start = data.find(sign)
            while start >= 0:
                if int.from_bytes(data[start + place : start + place + 4], "little") > 10**6:
                    data[start + place : start + place + 4] = small
                start = data.find(sign, start + 4)
        before = time.monotonic()
        with pytest.raises(Refused):
            read(bytes(data))
        assert time.monotonic() - before < 2 * busy()

    def test_many_parts(self):
        def many(parts):
            parts |= {f"xl/worksheets/more{n}.xml": b"<a/>" for n in range(300)}

        with pytest.raises(Refused):
            read(repacked(workbook([HEADER, ROOS]), many))

    def test_entities_that_grow(self):
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
        )

        def grow(parts):
            part = parts["xl/worksheets/sheet1.xml"]
            parts["xl/worksheets/sheet1.xml"] = laughs + b"]>" + part.replace(b"<sheetData>", b"<sheetData>&j;")

        with pytest.raises(Refused):
            read(repacked(workbook([HEADER, ROOS]), grow))

    def test_an_entity_that_fetches_a_file(self):
        def fetch(parts):
            part = parts["xl/worksheets/sheet1.xml"].split(b"?>", 1)[-1].replace(b"Roos Mulder", b"&x;")
            parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + part

        with pytest.raises(Refused):
            read(repacked(workbook([HEADER, ROOS]), fetch))

    def test_a_sheet_that_says_it_is_as_large_as_can_be(self):
        def stretch(parts):
            part = parts["xl/worksheets/sheet1.xml"]
            parts["xl/worksheets/sheet1.xml"] = part.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"')

        before = time.monotonic()
        assert read(repacked(workbook([HEADER, ROOS]), stretch)) == [HEADER, ROOS]
        assert time.monotonic() - before < 2 * busy()

    def test_a_cell_in_the_last_row_and_column(self):
        def far(book):
            book.active["XFD1048576"] = "daar"

        assert read(workbook([HEADER, ROOS], far)) == [HEADER, ROOS]

    def test_a_formula_is_its_own_text_and_a_link_to_another_file_is_not_followed(self):
        rows = [HEADER, ['=HYPERLINK("http://x")', "roos@x.nl", "='[ander.xlsx]Blad'!A1", "=cmd|' /C calc'!A0"]]
        assert read(workbook(rows)) == rows

    def test_macros_are_left_alone(self):
        def macro(parts):
            parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macro"

        assert read(repacked(workbook([HEADER, ROOS]), macro)) == [HEADER, ROOS]

    def test_a_zip_that_is_no_workbook(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr("../../etc/passwd", "x")
        with pytest.raises(Refused):
            read(out.getvalue())

    def test_a_quote_that_is_never_closed(self):
        assert len(read(b'naam;email\n"Roos;roos@x.nl\nDirk;dirk@x.nl\n' * 20)) <= MOST_PEOPLE + 1


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Naam", "E-mailadres", "Gemeente", "Functie"], ["name", "email", "area", "responsibility"]),
        (["NAME", "Email address", "Organisation", "Language"], ["name", "email", "organisation", "language"]),
        (["Voornaam", "Tussenvoegsel", "Achternaam", "e-mail"], ["first", "between", "last", "email"]),
        (["Naam", "Naam", "mail", "Onbekend"], ["name", "", "email", ""]),
        (["Regio", "Werkgever", "Contact", "Rol"], ["area", "organisation", "email", "responsibility"]),
    ],
)
def test_headers_are_known_in_two_languages(header, fields):
    row = ["x", "y", "roos@x.nl" if header[2] == "Contact" else "z", "w"]
    assert columns.match([header, row]) == (True, fields)


def test_a_title_above_the_names_of_the_columns_is_no_person():
    """Many a list begins with a merged cell that says what it is."""
    rows = [["Deelnemers 2026", "", "", ""], ["Stand", "1 november", "", ""], HEADER, ROOS, JOOST]
    assert columns.below_titles(rows) == [HEADER, ROOS, JOOST]
    for untouched in ([HEADER, ROOS], [ROOS, HEADER, JOOST], [["Naam", "", "", ""], ROOS]):
        assert columns.below_titles(untouched) == untouched


def test_without_header_the_column_with_addresses_is_found():
    assert columns.match([["Roos", "roos@x.nl", "Terpland"]]) == (False, ["name", "email", ""])


def people(*rows):
    return [check.Person(**dict(zip(("email", "name", "language"), row, strict=False))) for row in rows]


def test_each_problem_is_said_at_its_own_row():
    known = check.Known(
        seated=frozenset({"zit@x.nl"}),
        invited=frozenset({"uit@x.nl"}),
        asked=frozenset({"wil@x.nl"}),
        waiting=frozenset({"wacht@x.nl"}),
    )
    found = check.examine(
        people(
            ("ROOS@x.nl",),
            ("roos@X.nl ",),
            ("Zit@x.nl",),
            ("uit@x.nl",),
            ("wil@x.nl",),
            ("wacht@x.nl",),
            ("geen adres",),
            ("",),
            ("goed@x.nl", "=1+1"),
            ("goed2@x.nl", "x", "Klingon"),
            ("goed3@x.nl", "y" * 130),
            ("prima@x.nl", "Prima", "Engels"),
        ),
        known,
    )
    assert [len(person.problems) for person in found] == [1] * 11 + [0]
    assert found[-1].language == "en"


def test_a_row_that_is_left_out_is_no_problem_and_no_double():
    rows = people(("roos@x.nl",), ("roos@x.nl",), ("kapot",))
    rows[1].out = rows[2].out = True
    assert [person.problems for person in check.examine(rows, check.Known())] == [[], [], []]


def test_one_mailbox_written_in_two_ways_is_one_address():
    ways = (
        "jan@gemeente-één.nl",
        "JAN@GEMEENTE-ÉÉN.NL",
        "jan@xn--gemeente-n-j7aa.nl",
        "mailto:jan@gemeente-e\u0301e\u0301n.nl",
    )
    found = check.examine(people(*((way,) for way in ways)), check.Known())
    assert len({person.email for person in found}) == 1
    assert all(len(person.problems) == 1 for person in found)


def test_the_apostrophe_of_an_export_is_taken_off_again():
    [person] = check.people([["'=1+1", "roos@x.nl"]], ["name", "email"])
    assert person.name == "=1+1"
    assert check.examine([person], check.Known())[0].problems != []
