"""Take a numbered seat, so that ten is ten whoever comes at the same moment."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from circles.models import SEATS, Circle, Membership
from praktijkkring.errors import Refused

TRIES = 40


class CircleIsFull(Refused):
    """All ten seats are taken."""


def take_seat(*, circle: Circle, user, wish: int | None = None, **fields) -> Membership:
    """The seat that was kept (``wish``) or else the lowest free one, inside the caller's transaction.

    The unique index on (circle, seat) decides who is first; who comes second looks again. Raises CircleIsFull, or
    Refused for somebody who sits there already.
    """
    for _try in range(TRIES):
        seat = free_seat(circle, wish)
        if seat is None:
            break
        try:
            with transaction.atomic():
                return Membership.objects.create(circle=circle, user=user, seat=seat, **fields)
        except IntegrityError as error:
            match broken_constraint(error):
                case "membership_once_per_person":
                    raise Refused(_("You already have a seat in this circle.")) from None
                case "membership_one_per_seat":
                    continue
            raise
    raise CircleIsFull(_("All ten seats of this circle are taken."))


def free_seat(circle: Circle, wish: int | None = None) -> int | None:
    taken = set(circle.memberships.filter(left_at__isnull=True).values_list("seat", flat=True))
    wanted = [wish] if wish else []
    return next((seat for seat in [*wanted, *range(1, SEATS + 1)] if seat not in taken), None)


def broken_constraint(error: IntegrityError) -> str:
    """The name of the constraint that said no."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
