"""What the coordinator sees while composing: the table, who wants to join, who is in pencil, who waits, what to mind."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from . import chairs, composition, queries
from .models import SEATS, SEATS_TO_START, CircleMove, Interest, RegisterLimit, WaitingList
from .table import composing_table
from .waiting import WAITS

MOST_SHOWN = 40


@dataclass
class Applicant:
    """Somebody who asked to join, as the coordinator sees them."""

    interest: Interest
    colour: int
    chair: int | None = None
    flags: list[str] = field(default_factory=list)

    @property
    def user(self):
        return self.interest.user


def page(circle, you=None, *, everybody=False) -> dict:
    """Everything on the page, in a number of queries that does not grow with the people. Of many applicants only the
    first are listed, unless ``everybody``."""
    members = queries.seated(circle)
    laid, over = chairs.of(circle, members)
    lines = list(circle.same_lines.all())
    applicants = _applicants(circle, laid, lines, len(members))
    places = list(
        circle.waiting_places.filter(WAITS).select_related("interest__user", "interest__area", "area", "organisation")
    )
    for place, before in zip(places[1:], places, strict=False):
        place.before_id = before.pk
    on_list = {place.interest_id for place in places}
    pencilled = [one for one in applicants if one.chair or one.interest in over]
    given = sum(chair.kind in chairs.GIVEN for chair in laid.values())
    people = _people(laid)
    asking = [one for one in applicants if one not in pencilled and one.interest.pk not in on_list]
    return {
        "members": [(member, composition.warnings(member, people, lines)) for member in members],
        "applicants": asking if everybody else asking[:MOST_SHOWN],
        "asking": asking,
        "pencilled": pencilled,
        "too_many": [one for one in over if isinstance(one, Interest)],
        "places": places,
        "waiting_list": arranged(circle) if places else None,
        "second_possible": sum(1 for place in places if place.interest_id) >= SEATS_TO_START,
        "chairs": laid,
        "free_chairs": [n for n, chair in laid.items() if chair.kind in {chairs.FREE, chairs.PENCIL}],
        "seen": chairs.seen(laid),
        "invitations": [chair.who for chair in laid.values() if chair.kind == chairs.INVITED],
        "areas": composition.spread(people),
        "organisations": composition.organisations(people),
        "all_apart": composition.all_apart(people),
        "minds": composition.about_the_table(people, given + len(pencilled), _limits(circle)),
        "missing": max(0, SEATS_TO_START - len(members)),
        "to_offer": SEATS - given,
        "people": _by_name({p.user for p in people} | {a.user for a in applicants}),
        **{f"table_{variant}": composing_table(laid, variant, you) for variant in ("page", "phone")},
    }


def _by_name(users) -> list:
    return sorted(users, key=lambda user: (user.name, user.pk))


def _people(laid) -> list:
    """Everybody with a chair of whom more is known than an address; ``seat`` is the number of that chair."""
    found = []
    for chair in laid.values():
        if chair.person:
            chair.person.seat = chair.number
            found.append(chair.person)
    return found


def _applicants(circle, laid, lines, seated: int) -> list[Applicant]:
    asked = circle.interests.filter(state=Interest.State.WAITING).select_related("user", "area", "organisation")
    at = {chair.who.pk: number for number, chair in laid.items() if chair.kind == chairs.PENCIL}
    people = _people(laid)
    return [
        Applicant(
            interest=interest,
            colour=at.get(interest.pk) or (seated + number) % SEATS + 1,
            chair=at.get(interest.pk),
            flags=composition.warnings(interest, people, lines),
        )
        for number, interest in enumerate(asked.prefetch_related("notes__author").order_by("created_at", "pk"))
    ]


def arranged(circle) -> WaitingList:
    """How free seats are offered here; the usual way when nobody chose yet."""
    return WaitingList.objects.filter(circle=circle).first() or WaitingList(circle=circle)


def _limits(circle) -> list[RegisterLimit]:
    today = timezone.localdate()
    holds = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    found = RegisterLimit.objects.filter(holds, register__circles=circle, valid_from__lte=today)
    return list(found.select_related("register"))


def waiting_applicants(circle) -> list[Interest]:
    """Who waits and wrote something themselves, in the order of the list, and was not asked for a second circle yet."""
    asked = CircleMove.objects.filter(circle=circle, state=CircleMove.State.OPEN).values("interest")
    places = circle.waiting_places.filter(WAITS, interest__isnull=False).exclude(interest__in=asked)
    return [place.interest for place in places.select_related("interest__user", "interest__area")]
