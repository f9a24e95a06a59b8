"""Who is similar enough, and who is too close. Pure: people with area, organisation and responsibility."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

ENOUGH_TO_COMPARE = 3


def warnings(person: Any, seated: Iterable[Any]) -> list[str]:
    """Sentences about somebody beside those who sit already. ``person`` and ``seated`` are memberships or interests."""
    others = [other for other in seated if other.user_id != person.user_id]
    found = []
    colleagues = [
        other for other in others if person.organisation_id and other.organisation_id == person.organisation_id
    ]
    if colleagues:
        found.append(
            _("Works at the same organisation as %(names)s. Is one the boss of the other?")
            % {"names": _names(colleagues)}
        )
    neighbours = [o for o in others if person.area_id and o.area_id == person.area_id and o not in colleagues]
    if neighbours:
        found.append(_("Comes from the same area as %(names)s.") % {"names": _names(neighbours)})
    usual = usual_responsibility(others)
    theirs = _first_word(person.responsibility)
    if usual and theirs and theirs != usual:
        found.append(_("Another role: %(role)s.") % {"role": person.responsibility})
    return found


def usual_responsibility(seated: Iterable[Any]) -> str:
    """The first word of the role that more than half of them have, or "" when there is none."""
    roles = Counter(word for member in seated if (word := _first_word(member.responsibility)))
    if not roles:
        return ""
    role, count = roles.most_common(1)[0]
    return role if count >= ENOUGH_TO_COMPARE and count * 2 > roles.total() else ""


def spread(seated: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Areas in order of name, each with who comes from there; members without an area are left out."""
    areas: dict[str, list] = {}
    for member in seated:
        if member.area:
            areas.setdefault(member.area.name, []).append(member)
    return sorted(areas.items())


def organisations(seated: Iterable[Any]) -> int:
    return len({member.organisation_id for member in seated if member.organisation_id})


def all_apart(seated: Iterable[Any]) -> bool:
    """Everybody told their organisation and no two are the same."""
    known = [member.organisation_id for member in seated]
    return len(known) > 1 and None not in known and len(set(known)) == len(known)


def _names(people: list[Any]) -> str:
    return ", ".join(person.user.first_name for person in people)


def _first_word(role: str) -> str:
    words = role.casefold().replace(",", " ").split()
    return words[0] if words else ""
