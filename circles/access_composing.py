"""What belongs to composing, for who stands in the door of a circle already; or Http404."""

import uuid

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from praktijkkring.models import User

from . import composition
from .access import circle_for
from .models import (
    ApplicantNote,
    Circle,
    CircleMove,
    Interest,
    Letter,
    PeopleList,
    Register,
    RegisterLimit,
    WaitingPlace,
)
from .rights import require


def people_in(circle: Circle):
    """Everybody who sits, asked to join, or is invited after asking."""
    seated = Q(memberships__circle=circle, memberships__left_at__isnull=True)
    asked = Q(interests__circle=circle, interests__state__in=[Interest.State.WAITING, Interest.State.INVITED])
    return User.objects.filter(seated | asked).distinct().order_by("name", "pk")


def lines_of(circle: Circle):
    return circle.same_lines.select_related("one", "other")


def notes_about(interest: Interest):
    return interest.notes.select_related("author")


def registers_of(circle: Circle):
    return circle.registers.all()


def all_registers():
    return Register.objects.all()


def limits_now():
    today = timezone.localdate()
    holds = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    return RegisterLimit.objects.filter(holds, valid_from__lte=today).select_related("register")


def notes_on(user):
    """What coordinators noted about this person, for that person."""
    return ApplicantNote.objects.filter(interest__user=user).select_related("interest__circle", "author")


def letters_to(user):
    """The own words of a no to this person, for that person."""
    return Letter.objects.filter(interest__user=user).select_related("interest__circle").order_by("made_at")


def two_of(circle: Circle, first: str, second: str) -> dict:
    """Two applicants who wait for an answer, what is the same and what to mind. Http404 when they are not two."""
    waiting = circle.interests.filter(state=Interest.State.WAITING).select_related("user", "area", "organisation")
    found = {str(one.pk): one for one in waiting.filter(pk__in=_ids(first, second)).prefetch_related("notes__author")}
    if len(found) != len({first, second}) or first == second:
        raise Http404
    two = [found[first], found[second]]
    lines = list(circle.same_lines.all())
    return {"two": two, "flags": composition.warnings(two[0], [two[1]], lines)}


def place_for(user, circle_id: int, place_id: int) -> WaitingPlace:
    standing = circle_for(user, circle_id)
    require(standing, "circle.form")
    found = WaitingPlace.objects.filter(pk=place_id, circle=standing.circle)
    return _or_404(found.select_related("circle", "interest__user"))


def move_for(user, move_id: int) -> CircleMove:
    """The question to move along to a second circle, for who is asked."""
    found = CircleMove.objects.filter(pk=move_id, user=user, state=CircleMove.State.OPEN)
    return _or_404(found.select_related("circle", "to_circle", "interest"))


def people_list_for(user, circle_id: int, list_id) -> PeopleList:
    """The list that this coordinator is reading in, as long as it is kept."""
    standing = circle_for(user, circle_id)
    require(standing, "circle.invite")
    found = standing.circle.people_lists.filter(pk=list_id, by=user, expires_at__gt=timezone.now())
    return _or_404(found.select_related("circle"))


def _ids(*texts: str) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(text) for text in texts]
    except ValueError:
        raise Http404 from None


def _or_404(rows):
    found = rows.first()
    if found is None:
        raise Http404
    return found
