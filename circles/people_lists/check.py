"""From a table to people, each with what is wrong, in words. Pure, but for who is known already (``Known``)."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from circles.mailbox import normal

from .columns import plain

LONGEST = {"email": 254, "name": 120, "area": 120, "organisation": 160, "responsibility": 160, "language": 20}
LANGUAGES = {
    "": "",
    "nl": "nl",
    "nederlands": "nl",
    "dutch": "nl",
    "nlnl": "nl",
    "en": "en",
    "engels": "en",
    "english": "en",
    "engb": "en",
    "enus": "en",
}
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Known:
    """Addresses that are in the circle in some way already."""

    seated: frozenset[str] = frozenset()
    invited: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()


@dataclass
class Person:
    """One row of the list as it is shown and read in. ``out``: leave this one out."""

    email: str = ""
    name: str = ""
    area: str = ""
    organisation: str = ""
    responsibility: str = ""
    language: str = ""
    out: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def told(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in LONGEST}


def people(rows: list[list[str]], fields: list[str]) -> list[Person]:
    """Each row by the fields of its columns; first name, prefix and surname become one name."""
    return [_person(dict(zip(fields, row, strict=False))) for row in rows]


def _person(cells: dict[str, str]) -> Person:
    cells = {name: text.removeprefix("'") if text[1:2] in FORMULA else text for name, text in cells.items()}
    parts = (cells.get(part, "") for part in ("first", "between", "last"))
    name = cells.get("name") or " ".join(filter(None, parts))
    told = {key: cells.get(key, "") for key in LONGEST if key != "name"}
    return Person(name=name, **told)


def examine(found: list[Person], known: Known) -> list[Person]:
    """The same people with addresses and languages written one way, and with their problems."""
    for person in found:
        person.email = normal(person.email.removeprefix("mailto:"))
        person.language = LANGUAGES.get(plain(person.language), person.language)
        person.problems = []
    times = Counter(person.email for person in found if not person.out)
    for person in found:
        if not person.out:
            person.problems = [*_shape(person), *_double(person, times, known)]
    return found


def _shape(person: Person) -> list[str]:
    said = []
    try:
        validate_email(person.email)
    except ValidationError:
        said.append(_("This is no e-mail address.") if person.email else _("There is no e-mail address."))
    if person.language not in LANGUAGES.values():
        said.append(_("The language is Dutch or English: nl or en."))
    for name, most in LONGEST.items():
        text = getattr(person, name)
        if len(text) > most:
            said.append(_("This is longer than %(most)s letters: %(text)s…") % {"most": most, "text": text[:20]})
        if text.startswith(FORMULA) and name != "email":
            said.append(_("This looks like a formula, not a text: %(text)s") % {"text": text[:40]})
    return said


def _double(person: Person, times: Counter, known: Known) -> list[str]:
    if not person.email:
        return []
    reasons = (
        (times[person.email] > 1, _("This address is in the list twice. Leave one out.")),
        (person.email in known.seated, _("Has a seat in this circle already.")),
        (person.email in known.invited, _("Has an open invitation already.")),
        (person.email in known.asked, _("Asked to join already: you find them at the table.")),
        (person.email in known.waiting, _("Is on the waiting list already.")),
    )
    return [words for is_so, words in reasons if is_so]
