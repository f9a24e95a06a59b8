"""Which column holds what, by its name in Dutch or English, or by what is in it. Pure."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "email": _("E-mail address"),
    "name": _("Name"),
    "first": _("First name"),
    "between": _("Prefix of the surname"),
    "last": _("Surname"),
    "area": _("Municipality or region"),
    "organisation": _("Organisation"),
    "responsibility": _("Role at work"),
    "language": _("Language"),
}
KNOWN = {
    "email": "email emailadres mail mailadres epost emailaddress address adres",
    "name": "naam name volledigenaam fullname deelnemer contactpersoon weergavenaam displayname",
    "first": "voornaam roepnaam firstname givenname",
    "between": "tussenvoegsel tussenvoegsels voorvoegsel prefix infix",
    "last": "achternaam familienaam lastname surname familyname",
    "area": "gebied gemeente regio plaats woonplaats municipality region area city",
    "organisation": "organisatie werkgever bedrijf instelling organisation organization company employer",
    "responsibility": "functie rol verantwoordelijkheid functietitel role responsibility jobtitle title position job",
    "language": "taal language voorkeurstaal",
}
BY_NAME = {word: field for field, words in KNOWN.items() for word in words.split()}
TITLES = 10  # rows that may stand above the names of the columns


def match(rows: list[list[str]]) -> tuple[bool, list[str]]:
    """Whether the first row is a header, and the field of each column ("" for none; no field twice)."""
    named = _once([BY_NAME.get(plain(cell), "") for cell in rows[0]])
    if any(named) and not any("@" in cell for cell in rows[0]):
        if "email" not in named:
            named = _with_email(named, rows[1:])
        return True, named
    return False, _guessed(rows)


def below_titles(rows: list[list[str]]) -> list[list[str]]:
    """Without what stands above the names of the columns, such as "Members 2026"; never without an address."""
    for number, row in enumerate(rows[:TITLES]):
        if any("@" in cell for cell in row):
            break
        named = {BY_NAME.get(plain(cell), "") for cell in row} - {""}
        if "email" in named and len(named) > 1:
            return rows[number:]
    return rows


def plain(text: str) -> str:
    """Letters only, without accents: ``E-mail adres`` is ``emailadres``."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z]", "", bare)


def _once(fields: list[str]) -> list[str]:
    return [field if field and field not in fields[:n] else "" for n, field in enumerate(fields)]


def _with_email(fields: list[str], rows: list[list[str]]) -> list[str]:
    column = _column_with_at(rows)
    if column is not None and not fields[column]:
        fields[column] = "email"
    return fields


def _guessed(rows: list[list[str]]) -> list[str]:
    """Without header: the column with most @, and the first other one is the name."""
    fields = _with_email([""] * len(rows[0]), rows)
    free = [n for n, field in enumerate(fields) if not field]
    if free:
        fields[free[0]] = "name"
    return fields


def _column_with_at(rows: list[list[str]]) -> int | None:
    if not rows:
        return None
    counts = [sum("@" in row[n] for row in rows) for n in range(len(rows[0]))]
    return counts.index(max(counts)) if max(counts, default=0) else None
