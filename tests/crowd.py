"""Very many circles at once, each with a season, members and something that waits: for lists that must stay quick."""

import datetime

from django.utils import timezone

from circles.models import Agreement, Area, Circle, Coordinator, Membership, Signature
from costs.models import Budget, Share
from praktijkkring.models import User
from sessions_app.models import Meeting, Season
from tests.factories import AREAS, NAMES

SEATS = 6


def make_circles(count: int, coordinator, start: int = 0) -> list[Circle]:
    """``count`` running circles of ``coordinator`` with six members and five meetings each, in some twelve queries."""
    people = _people(start * SEATS, count * SEATS)
    areas = [Area.objects.get_or_create(name=name)[0] for name in AREAS[:SEATS]]
    circles = Circle.objects.bulk_create(
        Circle(name=f"Kring {start + n}", theme=f"Hoe gaan we verder met dorp {start + n}?", state="running")
        for n in range(count)
    )
    Coordinator.objects.bulk_create(Coordinator(circle=circle, user=coordinator) for circle in circles)
    agreements = Agreement.objects.bulk_create(Agreement(circle=one, version=1, text="Stil.") for one in circles)
    members = Membership.objects.bulk_create(
        Membership(circle=circle, user=people[n * SEATS + seat], seat=seat + 1, area=areas[seat])
        for n, circle in enumerate(circles)
        for seat in range(SEATS)
    )
    Signature.objects.bulk_create(
        Signature(agreement=agreements[n // SEATS], membership=member) for n, member in enumerate(members) if n % 5
    )
    _seasons(circles, members)
    return circles


def _people(first: int, count: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"deelnemer{first + n}@voorbeeld.nl", name=NAMES[n % len(NAMES)]) for n in range(count)
    )


def _seasons(circles, members) -> None:
    day = timezone.localdate() + datetime.timedelta(days=5)
    seasons = Season.objects.bulk_create(Season(circle=one, name="2026–2027", state="running") for one in circles)
    Meeting.objects.bulk_create(
        Meeting(season=one, number=n + 1, date=day + datetime.timedelta(days=28 * n), state="scheduled")
        for one in seasons
        for n in range(5)
    )
    budgets = Budget.objects.bulk_create(Budget(season=one) for one in seasons)
    Share.objects.bulk_create(
        Share(budget=one, membership=members[n * SEATS], cents=100) for n, one in enumerate(budgets)
    )
