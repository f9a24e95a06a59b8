"""The waiting list of a circle: put somebody on it, change the order, take somebody off, and how seats are offered."""

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.domain.invite import Guest, given_out, held
from circles.domain.places import named
from circles.models import SEATS, Area, Circle, Interest, Organisation, PlannedSeat, WaitingList, WaitingPlace
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post


@transaction.atomic
def put_on_list(*, by, interest: Interest) -> WaitingPlace:
    """An applicant waits as the last one, and hears where they stand. Twice is once."""
    must_coordinate(by, interest.circle)
    circle = held(interest.circle)
    interest.refresh_from_db(fields=["state"])
    if interest.state != Interest.State.WAITING:
        raise Refused(_("%(name)s no longer waits for an answer.") % {"name": interest.user})
    if there := WaitingPlace.objects.filter(interest=interest).first():
        return there
    PlannedSeat.objects.filter(interest=interest).delete()
    place = _append(by, circle, interest=interest)
    record("circles.waits", by=by, scope=f"circle:{circle.pk}", who=interest.user)
    _tell(place, to=interest.user)
    return place


def put_guest_on_list(*, by, circle: Circle, guest: Guest) -> WaitingPlace:
    """Somebody from a list of people waits, inside the transaction and the lock of who reads the list in."""
    place = _append(
        by,
        circle,
        email=guest.email,
        name=guest.name,
        area=named(Area, guest.area),
        organisation=named(Organisation, guest.organisation),
        responsibility=guest.responsibility,
        language=guest.language or by.language,
    )
    record("circles.waits", by=by, scope=f"circle:{circle.pk}", who=guest.email)
    _tell(place, to_email=guest.email, language=place.language)
    return place


@transaction.atomic
def take_off_list(*, by, place: WaitingPlace) -> None:
    """The applicant asks to join as before; somebody from a list is forgotten."""
    must_coordinate(by, place.circle)
    held(place.circle)
    WaitingPlace.objects.filter(pk=place.pk).delete()
    who = place.interest.user if place.interest else place.email
    record("circles.waits_no_more", by=by, scope=f"circle:{place.circle_id}", who=who)


@transaction.atomic
def give_up_place(*, place: WaitingPlace) -> None:
    """Whoever holds the link in the mail no longer wants to wait."""
    who = place.interest.user if place.interest else None
    if not WaitingPlace.objects.filter(pk=place.pk).delete()[0]:
        raise Http404
    if place.interest:
        Interest.objects.filter(pk=place.interest_id, state=Interest.State.WAITING).update(
            state=Interest.State.WITHDRAWN, answered_at=timezone.now()
        )
    record("circles.gave_up_waiting", by=who, scope=f"circle:{place.circle_id}", who=who or place.email)


@transaction.atomic
def move_up(*, by, place: WaitingPlace, before: WaitingPlace) -> None:
    """``place`` goes right before ``before``; the others keep their order, whoever else moves somebody meanwhile."""
    must_coordinate(by, place.circle)
    circle = held(place.circle)
    rows = list(circle.waiting_places.all())
    if place not in rows or before not in rows:
        raise Refused(_("The waiting list changed while you looked at it. Look again."))
    rows.remove(place)
    rows.insert(rows.index(before), place)
    for number, row in enumerate(rows, start=1):
        WaitingPlace.objects.filter(pk=row.pk).update(number=number)


@transaction.atomic
def arrange(*, by, circle: Circle, automatic: bool, days: int, size: int) -> WaitingList:
    """How free seats are offered: by itself or not, with how many days to answer, up to how many filled seats."""
    must_coordinate(by, circle)
    circle = held(circle)
    arranged, _new = WaitingList.objects.update_or_create(
        circle=circle, defaults={"automatic": automatic, "days": days, "size": size}
    )
    said = "circles.offers_go_by_themselves" if automatic else "circles.offers_by_hand"
    record(said, by=by, scope=f"circle:{circle.pk}", days=days, size=size)
    return arranged


def _append(by, circle: Circle, **who) -> WaitingPlace:
    given = min(SEATS, max(1, given_out(circle)))
    WaitingList.objects.get_or_create(circle=circle, defaults={"size": given})
    last = circle.waiting_places.aggregate(last=Max("number"))["last"] or 0
    return WaitingPlace.objects.create(circle=circle, number=last + 1, by=by, **who)


def _tell(place: WaitingPlace, **to) -> None:
    post(kind="circles.waiting", key=f"circles.waiting:{place.pk}", refs={"place_id": place.pk}, **to)
