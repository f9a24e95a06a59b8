"""Who is similar enough, and who is too close. Pure: people with area, organisation and responsibility."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import SEATS, SEATS_TO_START

ENOUGH_TO_COMPARE = 3
FEWEST_AREAS = 3


def warnings(person: Any, seated: Iterable[Any], lines: Iterable[Any] = ()) -> list[str]:
    """Sentences about somebody beside those who sit already. ``person`` and ``seated`` are memberships or interests;
    ``lines`` are the pairs of which the coordinator knows that they work in one line of management."""
    lines, others = list(lines), [other for other in seated if other.user_id != person.user_id]
    found = [sentence for line in lines if (sentence := _line(person, others, line))]
    colleagues = [
        other for other in others if person.organisation_id and other.organisation_id == person.organisation_id
    ]
    answered = {frozenset((line.one_id, line.other_id)) for line in lines}
    asked = [other for other in colleagues if frozenset((person.user_id, other.user_id)) not in answered]
    if asked:
        found.append(
            _("Works at the same organisation as %(names)s. Is one the boss of the other?") % {"names": _names(asked)}
        )
    if known := [other for other in colleagues if other not in asked]:
        found.append(_("Works at the same organisation as %(names)s.") % {"names": _names(known)})
    neighbours = [o for o in others if person.area_id and o.area_id == person.area_id and o not in colleagues]
    if neighbours:
        found.append(_("Comes from the same area as %(names)s.") % {"names": _names(neighbours)})
    usual = usual_responsibility(others)
    theirs = _first_word(person.responsibility)
    if usual and theirs and theirs != usual:
        found.append(_("Another role: %(role)s.") % {"role": person.responsibility})
    return found


def _line(person: Any, others: list[Any], line: Any) -> str:
    """What a line of management says about this person and one of the others; "" when it is about somebody else."""
    if person.user_id not in {line.one_id, line.other_id}:
        return ""
    other_id = line.other_id if person.user_id == line.one_id else line.one_id
    other = next((one for one in others if one.user_id == other_id), None)
    if other is None:
        return ""
    if not line.is_under:
        words = _("Works in one line of management with %(name)s.")
    elif person.user_id == line.one_id:
        words = _("Works under %(name)s.")
    else:
        words = _("Is the boss of %(name)s.")
    return words % {"name": other.user.first_name}


def about_the_table(people: list[Any], taken: int, limits: Iterable[Any]) -> list[str]:
    """Sentences about all who sit, are invited or are in pencil. ``taken`` counts them, also who is not known yet;
    ``limits`` are the rules of registers that hold now."""
    said = []
    if taken > SEATS:
        said.append(_("You planned %(n)s people for ten chairs.") % {"n": taken})
    if 0 < taken < SEATS_TO_START:
        missing = SEATS_TO_START - taken
        said.append(
            ngettext(
                "With these people you cannot begin yet: %(n)s more is needed.",
                "With these people you cannot begin yet: %(n)s more are needed.",
                missing,
            )
            % {"n": missing}
        )
    areas = {person.area_id for person in people if person.area_id}
    if len(people) >= FEWEST_AREAS and len(areas) < FEWEST_AREAS and all(person.area_id for person in people):
        said.append(_("They come from fewer than three areas. A circle lives by difference: look for other areas."))
    return said + [sentence for limit in limits if (sentence := _beyond(limit, taken))]


def _beyond(limit: Any, taken: int) -> str:
    if limit.most and taken > limit.most:
        return _("%(register)s counts groups of at most %(most)s people. You come to %(n)s.") % {
            "register": limit.register,
            "most": limit.most,
            "n": taken,
        }
    if limit.fewest and taken < limit.fewest:
        return _("%(register)s counts groups of at least %(fewest)s people.") % {
            "register": limit.register,
            "fewest": limit.fewest,
        }
    return ""


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
