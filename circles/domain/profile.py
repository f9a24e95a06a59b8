"""Keep who somebody is at work; and let the circles where they sit follow."""

from django.db import transaction

from circles.domain.places import named
from circles.models import Area, Membership, Organisation, Profile, Registration
from praktijkkring.audit.record import record
from praktijkkring.models import User


@transaction.atomic
def keep_profile(
    *,
    by,
    area: str = "",
    organisation: str = "",
    registrations: dict[str, str] | None = None,
    also_in_circles=False,
    **told,
) -> Profile:
    """``told``: function, responsibility, ask_me. ``registrations``: number by register, all there are.

    With ``also_in_circles`` the seats of this person get the same function, area and organisation; what is left empty
    here stays there as it was.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    places = {"area": named(Area, area), "organisation": named(Organisation, organisation)}
    profile, _made = Profile.objects.update_or_create(user=by, defaults=told | places)
    _keep_registrations(by, registrations or {})
    if also_in_circles:
        _follow(by, responsibility=profile.function, **places)
    return profile


def registrations_of(user) -> list[tuple[str, str]]:
    """Register and number; for the person themselves, and for a proof that needs it."""
    return [(row.register, str(row.number)) for row in Registration.objects.filter(user=user)]


def registrations_of_leaders(user_ids) -> list[tuple[int, str, str]]:
    """Person, register and number; only ever for who leads in a circle, shown to who sits there (rows of roles.py)."""
    return [(row.user_id, row.register, str(row.number)) for row in Registration.objects.filter(user__in=user_ids)]


def _keep_registrations(user, numbers: dict[str, str]) -> None:
    known = {row.register: row for row in Registration.objects.filter(user=user)}
    for register in known.keys() - numbers.keys():
        known[register].delete()
    for register, number in numbers.items():
        row = known.get(register)
        if row is None:
            Registration.objects.create(user=user, register=register, number=number)
        elif row.number != number:
            row.number = number
            row.save(update_fields=["number"])


def _follow(user, **now) -> None:
    for seat in Membership.objects.filter(user=user, left_at__isnull=True).select_for_update():
        changed = {name: value for name, value in now.items() if value and getattr(seat, name) != value}
        if changed:
            Membership.objects.filter(pk=seat.pk).update(**changed)
            record("circles.moved", by=user, scope=f"circle:{seat.circle_id}")
