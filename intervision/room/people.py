"""Who sits at the table, and the picture of it for this moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from circles.models import Membership
from intervision.engine import Method, State
from intervision.ledger import person
from praktijkkring.models import User
from praktijkkring.prepared import Prepared
from praktijkkring.ui.table import Seat, Table

MOST_SEATS = 10


@dataclass(frozen=True)
class Person:
    """``id`` as the engine calls them; ``seat`` is None for a facilitator from outside."""

    id: str
    name: str
    first_name: str
    initials: str
    area: str = ""
    seat: int | None = None
    language: str = ""
    guest: bool = False
    instead_of: str = ""  # the member whose chair a guest has

    @classmethod
    def of(cls, user, membership=None) -> "Person":
        area = membership.area.name if membership and membership.area else ""
        seat = membership.seat if membership else None
        return cls(person(user), str(user), user.first_name, user.initials, area, seat, user.language)


def _seated(circle: int):
    seats = Membership.objects.filter(circle=circle, left_at__isnull=True).order_by("seat")
    named = ("circle", "seat", "user__name", "user__email", "user__language", "area__name")
    return seats.select_related("user", "area").only(*named)


SEATED = Prepared(_seated, circle=int)


def people_of(circle, *others: int | None) -> dict[str, Person]:
    """Everybody with a seat in order of the chairs; one query. Then those of ``others``, ids, who have none; one more."""
    found = {person(seat.user_id): Person.of(seat.user, seat) for seat in SEATED.all(circle=circle.pk)}
    outside = [one for one in others if one and person(one) not in found]
    if outside:
        users = User.objects.in_bulk(outside)
        found |= {person(one): Person.of(users[one]) for one in outside}
    return found


def guests_among(meeting, state: State, known) -> dict[str, Person]:
    """Who takes part in the run without belonging to the circle; one query, and only when there is somebody."""
    strangers = {one for one in (*state.people, *state.observers) if one not in known}
    if not strangers:
        return {}
    passes = meeting.guest_passes.filter(user__in=strangers, state="signed").select_related("user", "instead_of")
    return {
        person(one.user): replace(
            Person.of(one.user), guest=True, instead_of=str(one.instead_of.user_id) if one.instead_of else ""
        )
        for one in passes
    }


def _chairs(people, here) -> Iterator[Person]:
    """Everybody with a chair; in the chair of a member who is not here sits the guest who came for them.

    A guest who came for nobody, an expert, has a chair of their own behind the others, in a colour that is free.
    """
    for_them = {one.instead_of: one for one in people.values() if one.instead_of}
    taken = {one.seat for one in people.values()}
    free = (number for number in range(1, MOST_SEATS + 1) if number not in taken)
    for one in people.values():
        if one.seat is None:
            continue
        guest = for_them.get(one.id) if one.id not in here else None
        yield replace(guest, seat=one.seat, area=_("guest")) if guest else one
    for one in people.values():
        if one.guest and not one.instead_of and one.id in here:
            yield replace(one, seat=next(free, MOST_SEATS), area=_("guest"))


def seats_now(people, method: Method, state: State, *, words=None) -> list[Seat]:
    """The chairs with the marks of this moment. ``words``: what the marks are called beside a name; with cups."""
    tags = words or {}
    bringers = state.bringers_now(method) or state.bringers
    turned = state.place(method).away
    speaking = state.round.speaking if state.round and not state.free else ""
    here = {*state.people, *state.observers, state.leader}
    seats = []
    for one in _chairs(people, here):
        tag = tags.get("speak") if one.id == speaking else ""
        tag = (
            tag
            or (tags.get("lit") if one.id in bringers else "")
            or (tags.get("lead") if one.id == state.leader else "")
        )
        seats.append(
            Seat(
                ini=one.initials,
                col=one.seat,
                name=one.first_name,
                area=one.area,
                tag=tag or "",
                lit=one.id in bringers and not turned,
                turned=one.id in bringers and turned,
                speak=one.id == speaking,
                lead=one.id == state.leader,
                away=one.id not in here,
                cup=words is not None and one.id in here,
            )
        )
    return seats


def behind(people, bringer: str) -> Table:
    """The table as the case-bringer has it in their back: themself in front, the others grey."""
    seated = [one for one in people.values() if one.seat is not None]
    start = next((index for index, one in enumerate(seated) if one.id == bringer), 0)
    order = seated[start:] + seated[:start]
    seats = [Seat(ini=order[0].initials, col=order[0].seat, turned=True)] if order else []
    return Table(seats=[*seats, *(Seat(behind=True) for _ in order[1:])], variant="back")
