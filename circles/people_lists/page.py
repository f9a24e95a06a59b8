"""The list as the page shows it and sends it back."""

from django.utils.translation import gettext as _

from circles.domain.invite import seats_to_offer
from circles.domain.people_list import known_in, people_of

from .check import LONGEST
from .columns import FIELDS

MOST_LETTERS = 300


def shown(people_list) -> dict:
    """The rows with problems first in sight, the columns with a sample, and how many fit."""
    people = people_of(people_list, known_in(people_list.circle))
    content = people_list.content
    here = [person for person in people if not person.out]
    free = max(0, seats_to_offer(people_list.circle))
    return {
        "people": [(number, person, _cells(number, person)) for number, person in enumerate(people, start=1)],
        "wrong": sum(bool(person.problems) for person in here),
        "number": len(here),
        "free": free,
        "invited": min(free, len(here)),
        "over": max(0, len(here) - free),
        "columns": _columns(content),
        "fields": FIELDS.items(),
    }


def posted_people(posted, people_list) -> list[dict]:
    """What the page sent, row by row; what it did not send stays as it was."""
    now = people_list.content["people"]
    return [
        {name: _cell(posted, f"{name}-{number}", row[name]) for name in LONGEST}
        | {"out": f"out-{number}" in posted if f"email-{number}" in posted else row["out"]}
        for number, row in enumerate(now, start=1)
    ]


def _cell(posted, name: str, before: str) -> str:
    text = posted.get(name, before)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MOST_LETTERS]


def _cells(number: int, person) -> list[tuple[str, str, str]]:
    labels = {
        "email": _("E-mail address"),
        "name": _("Name"),
        "area": _("Municipality or region"),
        "organisation": _("Organisation"),
        "responsibility": _("Role at work"),
        "language": _("Language"),
    }
    return [(f"{name}-{number}", labels[name], getattr(person, name)) for name in LONGEST]


def _columns(content: dict) -> list[tuple[int, str, str, str]]:
    """Number, heading, the field it is taken for, and what is in its first row."""
    header, first = content["header"], content["rows"][0]
    return [
        (number, header[number - 1] if header else "", field, first[number - 1])
        for number, field in enumerate(content["fields"], start=1)
    ]
