"""A seat that comes free goes to who waits longest, with a date; when the date passes it goes to the next."""

from django.db import transaction
from django.utils.translation import gettext as _

from circles import states
from circles.access import coordinator_of, must_coordinate
from circles.domain.interest import answer, guest_for
from circles.domain.invite import Guest, expire_due, given_out, in_the_way, keep_filled, last_moment, offer
from circles.models import SEATS, Circle, Interest, Invitation, WaitingList, WaitingPlace
from circles.waiting import WAITS
from praktijkkring.errors import Refused


def offer_free_seats() -> int:
    """For every circle that offers by itself: as many offers as seats that came free. Safe to run at the same moment.

    Returns how many offers were made.
    """
    lists = WaitingList.objects.filter(automatic=True, circle__state__in=states.SEATING)
    waiting = WaitingPlace.objects.filter(WAITS).values("circle")
    return sum(len(move_on(circle_id=pk)) for pk in lists.filter(circle__in=waiting).values_list("pk", flat=True))


@transaction.atomic
def move_on(*, circle_id: int) -> list[Invitation]:
    """The offers that are due in this circle now. Nothing while somebody else is offering its seats."""
    circle = Circle.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=circle_id).first()
    arranged = circle and WaitingList.objects.filter(circle=circle, automatic=True).first()
    if not arranged or circle.state not in states.SEATING:
        return []
    expire_due(circle)
    free = min(arranged.size, SEATS) - given_out(circle)
    return _offer_to_first(circle, arranged, free) if free > 0 else []


@transaction.atomic
def offer_next(*, by, circle: Circle) -> Invitation:
    """The coordinator offers a seat to the first who waits, now."""
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if circle.state not in states.SEATING:
        raise Refused(_("Nobody can be invited to this circle now."))
    expire_due(circle)
    if given_out(circle) >= SEATS:
        raise Refused(_("Every chair is taken or offered."))
    arranged, _new = WaitingList.objects.get_or_create(circle=circle)
    made = _offer_to_first(circle, arranged, 1)
    if not made:
        raise Refused(_("Nobody waits for a seat."))
    keep_filled(circle)
    return made[0]


def _offer_to_first(circle: Circle, arranged: WaitingList, free: int) -> list[Invitation]:
    """Whoever was invited otherwise meanwhile, sits already or withdrew, leaves the list without an offer."""
    by, made = coordinator_of(circle), []
    circle.waiting_places.exclude(WAITS).delete()
    for place in list(circle.waiting_places.select_related("interest__user", "area", "organisation")):
        if len(made) == free:
            break
        email = place.interest.user.email if place.interest else place.email
        WaitingPlace.objects.filter(pk=place.pk).delete()
        if not in_the_way(circle, [email]):
            made.append(offer(by, circle, _guest(place), last_moment(arranged.days), said="circles.offered"))
    return made


def _guest(place: WaitingPlace) -> Guest:
    if place.interest:
        answer(place.interest, Interest.State.INVITED)
        return guest_for(place.interest, from_waiting_list=True)
    return Guest(
        place.email,
        place.name,
        area=place.area.name if place.area else "",
        organisation=place.organisation.name if place.organisation else "",
        responsibility=place.responsibility,
        language=place.language,
        from_waiting_list=True,
    )
