"""A circle rests, goes on, is closed, or is opened again."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import erasing, states
from circles.access import must_coordinate
from circles.domain.interest import turn_down
from circles.domain.pursue import withdraw
from circles.models import Circle, Ending, Interest, Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post
from praktijkkring.terms import CONTENT_DAYS_CHOICES


@transaction.atomic
def rest(*, by, circle: Circle) -> Circle:
    """Between two seasons. Refused for a circle that is not running."""
    return _move(by, circle, "rest", "circles.rests")


@transaction.atomic
def resume(*, by, circle: Circle) -> Circle:
    """A next season begins. Refused for a circle that does not rest."""
    return _move(by, circle, "resume", "circles.resumed")


def _move(by, circle: Circle, verb: str, action: str, **more) -> Circle:
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    circle.state = states.after(circle.state, verb)
    Circle.objects.filter(pk=circle.pk).update(state=circle.state, **more)
    record(action, by=by, scope=f"circle:{circle.pk}")
    return circle


@transaction.atomic
def close(*, by, circle: Circle, keep_days: int) -> Ending:
    """Nobody can join or meet any more; who sits there reads on until everything is erased, ``keep_days`` from now.

    Everybody who ever had a seat gets a mail with that day. Who still waits for a seat hears that it does not go on.
    """
    must_coordinate(by, circle)
    if keep_days not in CONTENT_DAYS_CHOICES:
        raise ValueError("content is kept for one of the known terms")
    circle = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    state, now = states.after(circle.state, "close"), timezone.now()
    erasing.check_all(circle)
    for invitation in circle.invitations.filter(state="open").select_related("circle"):
        withdraw(by=by, invitation=invitation)
    for interest in circle.interests.filter(state=Interest.State.WAITING).select_related("circle", "user"):
        turn_down(by=by, interest=interest)
    Circle.objects.filter(pk=circle.pk).update(state=state, closed_at=now, is_public=False)
    erase_on = timezone.localdate(now) + datetime.timedelta(days=keep_days)
    ending = Ending.objects.create(circle=circle, by=by, closed_at=now, erase_on=erase_on)
    record("circles.closed", by=by, scope=f"circle:{circle.pk}", erase_on=erase_on)
    tell("circles.closed", ending)
    return ending


@transaction.atomic
def reopen(*, by, circle: Circle) -> Circle:
    """Back to resting, or to forming when it had never begun. Refused once the content was erased."""
    must_coordinate(by, circle)
    ending = Ending.objects.select_for_update().filter(circle=circle).first()
    if ending is None or ending.erased_at:
        raise Refused(_("What was written in this circle was erased. Found a new one to go on."))
    circle.refresh_from_db()
    verb = "reopen" if circle.started_at else "form_again"
    circle = _move(by, circle, verb, "circles.reopened", closed_at=None)
    ending.delete()
    return circle


def tell(kind: str, ending: Ending, moment: str = "") -> None:
    """One mail of ``kind`` to everybody who ever had a seat or runs the circle, with the day of the erasing.

    ``moment`` keeps apart what is told more than once of one day.
    """
    seats = Membership.objects.filter(circle=ending.circle_id).values("user")
    runs = ending.circle.coordinators.filter(until__isnull=True).values("user")
    people = User.objects.filter(Q(pk__in=seats) | Q(pk__in=runs), is_active=True).order_by("pk")
    day = ending.erase_on.isoformat()
    for person in people:
        key = f"{kind}:{ending.pk}:{person.pk}:{day}:{ending.choices_made}{moment}"
        post(kind=kind, key=key, to=person, refs={"ending_id": ending.pk, "erase_on": day})
