"""Themes that somebody proposed and that nobody coordinates yet."""

from django.db.models import Count, Q, QuerySet

from .callings import Region
from .calls import COUNTRY, Asked
from .models import Circle

OPEN = Q(state=Circle.State.PROPOSED, proposal__withdrawn_at__isnull=True)


def all_open() -> QuerySet[Circle]:
    """Newest first, with ``support``: how many said "me too"."""
    return (
        Circle.objects.filter(OPEN)
        .select_related("proposal")
        .annotate(support=Count("supports"))
        .order_by("-proposal__proposed_at", "-pk")
    )


def open_ones(asked: Asked, limit: int = 100) -> list[Circle]:
    """Those that fit the filters of the list."""
    found = all_open()
    if asked.veld:
        found = found.filter(field=asked.veld)
    if asked.vorm:
        found = found.filter(form=asked.vorm)
    if asked.gebied:
        found = found.filter(region__in={Region.COUNTRY.value, asked.gebied.replace(COUNTRY, "")})
    return list(found[:limit])


def open_one(circle_id: int, user) -> Circle | None:
    """An open proposal, with ``supported``: whether this person said "me too"."""
    me = Q(supports__user=user if user.is_authenticated else None)
    found = all_open().select_related("proposal__by").filter(pk=circle_id)
    return found.annotate(supported=Count("supports", filter=me)).first()
