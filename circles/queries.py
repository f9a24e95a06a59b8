"""Rows for the pages of circles."""

from django.db.models import Q

from .access import extra_roles
from .models import Circle


def circles_of(user):
    """The circles where this person has a seat, coordinates or leads a meeting."""
    return Circle.objects.filter(
        Q(pk__in=user.memberships.filter(left_at__isnull=True).values("circle"))
        | Q(pk__in=user.coordinates.filter(until__isnull=True).values("circle"))
        | Q(pk__in=extra_roles.circle_ids(user))
    )
