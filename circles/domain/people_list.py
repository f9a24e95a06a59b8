"""Read a list of people in: keep it encrypted while it is looked at, mend it, then invite all or nobody."""

import json
from dataclasses import asdict, dataclass

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles import states
from circles.access import must_coordinate
from circles.domain.invite import (
    DAYS,
    Guest,
    addresses_at_the_table,
    expire_due,
    given_out,
    held,
    invite,
)
from circles.domain.wait import put_guest_on_list
from circles.mailbox import normal
from circles.models import SEATS, Circle, Interest, Invitation, PeopleList, WaitingPlace
from circles.people_lists import check, columns
from circles.people_lists.read import read
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused


@dataclass(frozen=True)
class ReadIn:
    """How many were invited, and how many went to the waiting list."""

    invited: int
    waiting: int


@transaction.atomic
def take_in(*, by, circle: Circle, data: bytes) -> PeopleList:
    """Keep what is in the file for four hours, to look at. Refused in words for what cannot be read."""
    must_coordinate(by, circle)
    rows = columns.below_titles(read(data))
    has_header, fields = columns.match(rows)
    header, body = (rows[0], rows[1:]) if has_header else ([], rows)
    if not body:
        raise Refused(_("There is nothing in this file. Choose a list with names and e-mail addresses."))
    PeopleList.objects.filter(circle=circle, by=by).delete()
    table = {"header": header, "fields": fields, "rows": body, "people": _told(check.people(body, fields))}
    return PeopleList.objects.create(circle=circle, by=by, table=json.dumps(table))


@transaction.atomic
def match_columns(*, by, people_list: PeopleList, version: int, fields: list[str]) -> PeopleList:
    """Say what is in which column. Corrections that were made go, because the rows are read anew."""
    table = _open(by, people_list, version).content
    body = table["rows"]
    width = len(body[0])
    fields = [field if field in columns.FIELDS else "" for field in fields][:width]
    fields += [""] * (width - len(fields))
    doubles = {field for field in fields if field and fields.count(field) > 1}
    if doubles:
        raise Refused(_("Two columns have the same meaning. Choose each one once."))
    table |= {"fields": fields, "people": _told(check.people(body, fields))}
    return _store(people_list, version, table)


@transaction.atomic
def correct(*, by, people_list: PeopleList, version: int, people: list[dict]) -> bool:
    """Keep what was changed in the rows. True when something was."""
    table = _open(by, people_list, version).content
    if people == table["people"]:
        return False
    if len(people) != len(table["people"]):
        raise Refused(_("This list changed in another window. Look again."))
    _store(people_list, version, table | {"people": people})
    return True


@transaction.atomic
def read_in(*, by, people_list: PeopleList, version: int, rest_waits: bool, days: int = DAYS) -> ReadIn:
    """Invite everybody on the list as it was shown, up to the free seats; the rest waits, or else nobody is invited.

    All or nothing: Refused while one row has a problem.
    """
    held_list = _open(by, people_list, version)
    circle = held(held_list.circle)
    if circle.state not in states.SEATING:
        raise Refused(_("Nobody can be invited to this circle now."))
    expire_due(circle)
    people = [person for person in people_of(held_list, known_in(circle)) if not person.out]
    wrong = sum(bool(person.problems) for person in people)
    if wrong:
        raise Refused(
            ngettext(
                "%(n)s row has a problem. Mend it or leave it out; until then nobody is invited.",
                "%(n)s rows have a problem. Mend them or leave them out; until then nobody is invited.",
                wrong,
            )
            % {"n": wrong}
        )
    if not people:
        raise Refused(_("Nobody is left on the list."))
    free = max(0, SEATS - given_out(circle))
    if len(people) > free and not rest_waits:
        raise Refused(
            _("There are %(people)s people on the list and %(free)s free seats. Leave some out, or let the rest wait.")
            % {"people": len(people), "free": free}
        )
    guests = [Guest(**person.told) for person in people]
    if guests[:free]:
        invite(by=by, circle=circle, guests=guests[:free], days=days)
    for guest in guests[free:]:
        put_guest_on_list(by=by, circle=circle, guest=guest)
    PeopleList.objects.filter(pk=people_list.pk).delete()
    done = ReadIn(len(guests[:free]), len(guests[free:]))
    record("circles.list_read_in", by=by, scope=f"circle:{circle.pk}", **asdict(done))
    return done


@transaction.atomic
def forget(*, by, people_list: PeopleList) -> None:
    """Nothing is read in and the list is gone."""
    must_coordinate(by, people_list.circle)
    PeopleList.objects.filter(pk=people_list.pk).delete()


def forget_old() -> int:
    """Lists that were left lying. Returns how many went."""
    return PeopleList.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def forget_of(user) -> None:
    """Lists that this person was reading in."""
    PeopleList.objects.filter(by=user).delete()


def people_of(people_list: PeopleList, known: check.Known) -> list[check.Person]:
    """The rows as they are now, each with its problems."""
    return check.examine([check.Person(**told) for told in people_list.content["people"]], known)


def known_in(circle: Circle) -> check.Known:
    """Every address that is in the circle in some way."""
    asked = circle.interests.filter(state=Interest.State.WAITING).values_list("user__email", flat=True)
    return check.Known(
        seated=frozenset(map(normal, addresses_at_the_table(circle))),
        invited=frozenset(map(normal, _invited(circle))),
        asked=frozenset(map(normal, asked)),
        waiting=frozenset(map(normal, WaitingPlace.objects.filter(circle=circle).values_list("email", flat=True)))
        - {""},
    )


def _invited(circle: Circle):
    return circle.invitations.filter(state=Invitation.State.OPEN).values_list("email", flat=True)


def _open(by, people_list: PeopleList, version: int) -> PeopleList:
    """The list, locked, as the page showed it."""
    must_coordinate(by, people_list.circle)
    found = PeopleList.objects.select_for_update(of=("self",)).select_related("circle")
    here = found.filter(pk=people_list.pk, by=by, expires_at__gt=timezone.now()).first()
    if here is None:
        raise Http404
    if here.version != version:
        raise Refused(_("This list changed in another window. Look again."))
    return here


def _store(people_list: PeopleList, version: int, table: dict) -> PeopleList:
    people_list.table, people_list.version = json.dumps(table), version + 1
    people_list.save(update_fields=["table", "version"])
    return people_list


def _told(people: list[check.Person]) -> list[dict]:
    return [person.told | {"out": person.out} for person in people]
