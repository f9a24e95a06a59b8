"""Who takes a break: their seat stays theirs, and for the meetings of those days they are asked nothing."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from .models import Membership, Pause


def on(day) -> Exists:
    """For an annotation on memberships: whether they pause on this day (a date, or an expression that gives one)."""
    return Exists(Pause.objects.filter(membership=OuterRef("pk"), first__lte=day, last__gte=day))


def of(membership: Membership, day) -> Exists:
    """For a filter on what has a day: whether this member pauses then."""
    return Exists(membership.pauses.filter(first__lte=day, last__gte=day))


def taking_part(members: QuerySet[Membership], day: datetime.date) -> QuerySet[Membership]:
    """Those of ``members`` who do not pause on this day."""
    return members.exclude(on(day))


def is_paused(membership: Membership, day: datetime.date | None) -> bool:
    """Whether this member pauses on this day; never when there is no date yet."""
    return day is not None and membership.pauses.filter(first__lte=day, last__gte=day).exists()
