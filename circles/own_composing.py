"""What composing a circle keeps about a person: to take along, and to forget."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijkkring.accounts import erase, export

from . import access_composing as door
from .access import addresses_of
from .domain.people_list import forget_of
from .models import SameLine, WaitingPlace


def notes(user) -> list[dict]:
    """A note about somebody is theirs to read, whoever wrote it (GDPR, article 15)."""
    return [
        {"circle": note.interest.circle.name, "written": note.made_at, "by": note.author.name, "note": str(note.text)}
        for note in door.notes_on(user)
    ]


def letters(user) -> list[dict]:
    return [
        {"circle": letter.interest.circle.name, "sent": letter.made_at, "text": str(letter.text)}
        for letter in door.letters_to(user)
    ]


def lines(user) -> list[dict]:
    """Without the name of the other one, which is not theirs."""
    found = SameLine.objects.filter(Q(one=user) | Q(other=user)).select_related("circle")
    return [{"circle": line.circle.name, "marked": _relation(line, user)} for line in found]


def _relation(line: SameLine, user) -> str:
    if not line.is_under:
        return str(_("works in one line of management with somebody in the circle"))
    if line.one_id == user.pk:
        return str(_("works under somebody in the circle"))
    return str(_("is the boss of somebody in the circle"))


def places(user) -> list[dict]:
    return [
        {
            "circle": place.circle.name,
            "since": place.since,
            "name": place.name,
            "area": place.area and place.area.name,
            "organisation": place.organisation and place.organisation.name,
            "role_at_work": place.responsibility,
        }
        for place in _places(user).select_related("circle", "area", "organisation")
    ]


def forget(user) -> None:
    """What hangs on an interest goes with the interest."""
    SameLine.objects.filter(Q(one=user) | Q(other=user)).delete()
    _places(user).delete()
    forget_of(user)


def _places(user):
    return WaitingPlace.objects.filter(Q(interest__user=user) | Q(email__in=addresses_of(user)))


export.register("circles.notes", _("What coordinators noted about you"), notes)
export.register("circles.letters", _("What a coordinator wrote when there was no seat"), letters)
export.register("circles.lines", _("Who works under whom, as far as it is about you"), lines)
export.register("circles.waiting", _("Your places on waiting lists"), places)
erase.register(forget)
