"""A coordinator founds a circle, and describes it better later."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.models import Agreement, Circle, Coordinator
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User

TWICE = datetime.timedelta(minutes=1)
DESCRIBED = (
    "name",
    "theme",
    "description",
    "field",
    "region",
    "form",
    "ambition",
    "when",
    "where",
    "hours",
    "cost",
    "decides_on",
    "is_public",
)


@transaction.atomic
def found(*, by, agreement_text: str, **described) -> Circle:
    """A forming circle with its coordinator and the first version of its agreement. Refused without the right.

    The same form sent twice within a minute is one circle.
    """
    by = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not (by.is_active and by.is_coordinator):
        raise Refused(_("Only a coordinator can found a circle."))
    if twin := _just_founded(by, agreement_text, _known(described)):
        return twin
    circle = Circle.objects.create(**_known(described))
    Coordinator.objects.create(circle=circle, user=by)
    Agreement.objects.create(circle=circle, version=1, text=agreement_text)
    record("circles.founded", by=by, scope=f"circle:{circle.pk}", name=circle.name)
    return circle


@transaction.atomic
def describe(*, by, circle: Circle, **described) -> Circle:
    """Change what is told about the circle. Http404 for who does not coordinate it."""
    must_coordinate(by, circle)
    Circle.objects.filter(pk=circle.pk).update(**_known(described))
    circle.refresh_from_db(fields=DESCRIBED)
    record("circles.described", by=by, scope=f"circle:{circle.pk}")
    return circle


def _just_founded(by, agreement_text: str, described: dict) -> Circle | None:
    mine = Circle.objects.filter(coordinators__user=by, founded_at__gt=timezone.now() - TWICE, **described)
    return mine.filter(agreements__version=1, agreements__text=agreement_text).first()


def _known(described: dict) -> dict:
    unknown = described.keys() - set(DESCRIBED)
    if unknown:
        raise TypeError(f"a circle is not described by {sorted(unknown)}")
    return described
