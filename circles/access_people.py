"""The doors to people's profiles, to what they signed, and to organisations."""

from django.db.models import Q
from django.http import Http404

from .domain.places import may_describe
from .models import Circle, Coordinator, Membership, Organisation, Profile, Signature


def profile_of(user, seats: list[Membership]) -> dict:
    """The own profile as a form shows it; before there is one, what was told at the newest of ``seats``."""
    found = Profile.objects.filter(user=user).select_related("area", "organisation").first()
    if found is None:
        return _told_at_a_seat(seats)
    names = ("function", "responsibility", "ask_me")
    places = {"area": str(found.area or ""), "organisation": str(found.organisation or "")}
    return {name: getattr(found, name) for name in names} | places


def _told_at_a_seat(seats: list[Membership]) -> dict:
    if not seats:
        return {}
    seat = max(seats, key=lambda one: (one.joined_at, one.pk))
    places = {"area": str(seat.area or ""), "organisation": str(seat.organisation or "")}
    return {"function": seat.responsibility} | places


def seats_of(user) -> list[Membership]:
    return list(
        Membership.objects.filter(user=user, left_at__isnull=True).select_related("circle", "area", "organisation")
    )


def member_of(circle: Circle, membership_id: int) -> Membership:
    """Somebody who sits in this circle now, with their profile; or Http404."""
    seated = Membership.objects.filter(circle=circle, pk=membership_id, left_at__isnull=True)
    found = seated.select_related("user__profile", "area", "organisation").first()
    if found is None:
        raise Http404
    return found


def signature_for(user, circle_id: int, number: int) -> Signature:
    """What this person signed themselves, also in a circle that they left since; or Http404."""
    if not (user.is_authenticated and user.is_active):
        raise Http404
    mine = Signature.objects.filter(
        agreement__circle=circle_id, agreement__version=number, membership__user=user
    ).select_related("agreement__circle", "membership__user")
    found = mine.order_by("-signed_at").first()
    if found is None:
        raise Http404
    return found


def organisations_of(user):
    """The organisations whose data this person may keep; None for who keeps none."""
    here = Organisation.objects.filter(merged_into__isnull=True)
    if user.is_staff:
        return here
    if not Coordinator.objects.filter(user=user, until__isnull=True).exists():
        return None
    mine = Q(coordinators__user=user, coordinators__until__isnull=True)
    seats = Membership.objects.filter(circle__in=Circle.objects.filter(mine), left_at__isnull=True)
    return here.filter(pk__in=seats.values("organisation"))


def organisation_for(user, organisation_id: int) -> Organisation:
    """One of them; or Http404."""
    found = Organisation.objects.filter(pk=organisation_id, merged_into__isnull=True).first()
    if found is None or not may_describe(user, found):
        raise Http404
    return found
