"""Try out who could sit where. A chair in pencil promises nothing and tells nobody."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from circles import chairs
from circles.access import must_coordinate
from circles.domain.interest import offer_seats
from circles.domain.invite import DAYS, expire_due, held
from circles.models import Circle, Interest, Invitation, PlannedSeat
from praktijkkring.errors import Refused

Seen = Mapping[int, str]
"""What a page showed: chair number to the id of the applicant in pencil. Empty: the page showed nobody."""


@transaction.atomic
def pencil_in(*, by, interest: Interest, seat: int | None, seen: Seen) -> str:
    """Put an applicant on this chair, or on the first free one. Who is in pencil there changes places with them.

    Refused when somebody else moved one of the two since the page was made (``seen``), or when the chair is given out.
    Returns the sentence that tells what happened.
    """
    must_coordinate(by, interest.circle)
    circle = held(interest.circle)
    _must_wait(interest)
    forget_stale(circle)
    laid = chairs.laid(circle)
    there = {number: chair for number, chair in laid.items() if chair.kind == chairs.PENCIL}
    here = next((number for number, chair in there.items() if chair.interest.pk == interest.pk), None)
    seat = seat or here or chairs.first_free(laid)
    if seat not in laid:
        raise Refused(_("Every chair is taken, offered or pencilled in."))
    if laid[seat].kind in chairs.GIVEN:
        raise Refused(_("Chair %(seat)s is taken or offered. Choose another one.") % {"seat": seat})
    sitting = there[seat].interest if seat in there else None
    _must_be_as_seen(seen, interest, here, sitting, seat)
    if here == seat:
        return _("%(name)s sits on chair %(seat)s, in pencil.") % {"name": interest.user, "seat": seat}
    if sitting:
        _swap(sitting, here)
    PlannedSeat.objects.update_or_create(interest=interest, defaults={"circle": circle, "seat": seat, "by": by})
    if sitting and here:
        told = _("%(name)s and %(other)s changed places.")
    elif sitting:
        told = _("%(name)s sits on chair %(seat)s, in pencil. %(other)s is back on the list.")
    else:
        told = _("%(name)s sits on chair %(seat)s, in pencil.")
    return told % {"name": interest.user, "other": sitting and sitting.user, "seat": seat}


@transaction.atomic
def rub_out(*, by, interest: Interest) -> Interest:
    """Take an applicant off the table; doing it twice is the same."""
    must_coordinate(by, interest.circle)
    PlannedSeat.objects.filter(interest=interest).delete()
    return interest


@transaction.atomic
def invite_pencilled(*, by, circle: Circle, seen: Seen, days: int = DAYS) -> list[Invitation]:
    """Everybody in pencil gets an invitation, or nobody: Refused when there are more than free seats, or other people
    than the page showed."""
    must_coordinate(by, circle)
    circle = held(circle)
    expire_due(circle)
    forget_stale(circle)
    planned = {number: chair.interest for number, chair in chairs.laid(circle).items() if chair.kind == chairs.PENCIL}
    standing = chairs.standing(circle)
    if standing:
        raise Refused(
            _("There are fewer free chairs than people in pencil. First take %(names)s off the table.")
            % {"names": ", ".join(str(interest.user) for interest in standing)}
        )
    if not planned:
        raise Refused(_("Nobody is pencilled in. First put somebody at the table."))
    if {str(interest.pk) for interest in planned.values()} != set(seen.values()):
        raise Refused(_("Somebody changed the table while you looked at it. Look again before you invite."))
    PlannedSeat.objects.filter(circle=circle).delete()
    return offer_seats(by=by, circle=circle, interests=list(planned.values()), seats=list(planned), days=days)


def forget_stale(circle: Circle) -> None:
    """Who withdrew, was told no or got an invitation otherwise is no longer in pencil."""
    PlannedSeat.objects.filter(circle=circle).exclude(interest__state=Interest.State.WAITING).delete()


def _must_wait(interest: Interest) -> None:
    interest.refresh_from_db(fields=["state"])
    if interest.state != Interest.State.WAITING:
        raise Refused(_("%(name)s no longer waits for an answer.") % {"name": interest.user})


def _must_be_as_seen(seen: Seen, interest, here: int | None, sitting: Interest | None, seat: int) -> None:
    was = next((number for number, pk in seen.items() if pk == str(interest.pk)), None)
    if was != here:
        raise Refused(_("Somebody moved %(name)s while you looked at the table. Look again.") % {"name": interest.user})
    if seen.get(seat, "") != (str(sitting.pk) if sitting else ""):
        raise Refused(_("Chair %(seat)s changed while you looked at the table. Look again.") % {"seat": seat})


def _swap(sitting: Interest, to: int | None) -> None:
    """The one who sat there goes to where the other came from, or back to the list."""
    if to is None:
        PlannedSeat.objects.filter(interest=sitting).delete()
    else:
        PlannedSeat.objects.filter(interest=sitting).update(seat=to)
