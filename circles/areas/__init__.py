"""The provinces, municipalities and water boards of the Netherlands, kept in ``netherlands.csv`` beside this file.

The state of 1 January 2026: 12 provinces and 342 municipalities with the codes of Statistics Netherlands (CBS), those that
were merged since 2021 (``valid_until`` is their last day), and the 21 water boards with the codes of Het
Waterschapshuis. A merger: give the old line its last day and successor, add a line for the new one, and run
``manage.py areas``.
"""

import csv
import datetime
from pathlib import Path

from circles.spelling import key_of_area

STATE_OF = datetime.date(2026, 1, 1)
FILE = Path(__file__).with_name("netherlands.csv")


def read() -> list[dict]:
    """The lines of the file as fields of an Area; ``successor`` is a code or ""."""
    with FILE.open(newline="", encoding="utf-8") as lines:
        return [_fields(line) for line in csv.DictReader(lines)]


def load(model, lines: list[dict] | None = None) -> tuple[int, int]:
    """Bring the table up to date; what somebody named before under the same name becomes the listed one.

    ``model`` is Area, also as a migration knows it. Returns how many were added and how many changed.
    """
    lines = read() if lines is None else lines
    known = {area.code: area for area in model.objects.exclude(code="")}
    own = {area.key: area for area in model.objects.filter(code="")}
    added = changed = 0
    for line in lines:
        fields = {name: value for name, value in line.items() if name != "successor"} | {
            "key": key_of_area(line["name"])
        }
        found = known.get(line["code"]) or own.get(fields["key"])
        if found is None:
            known[line["code"]] = model.objects.create(**fields)
            added += 1
        else:
            known[line["code"]] = found
            changed += _changed(model, found, fields)
    for line in lines:
        changed += _changed(model, known[line["code"]], {"successor": known.get(line["successor"])})
    return added, changed


def _changed(model, area, fields: dict) -> bool:
    new = {name: value for name, value in fields.items() if getattr(area, name) != value}
    if new:
        model.objects.filter(pk=area.pk).update(**new)
        for name, value in new.items():
            setattr(area, name, value)
    return bool(new)


def _fields(line: dict) -> dict:
    days = {name: _day(line[name]) for name in ("valid_from", "valid_until")}
    return line | days


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
