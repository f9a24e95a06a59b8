"""More people wait than the circle can hold: a second circle from who waits, after each of them agreed."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles.access import must_coordinate
from circles.domain.found import DESCRIBED
from circles.domain.invite import held
from circles.models import (
    SEATS_TO_START,
    Agreement,
    Circle,
    CircleMove,
    Coordinator,
    Interest,
    PlannedSeat,
    WaitingPlace,
)
from circles.waiting import WAITS
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post

State = CircleMove.State
NAME_LENGTH = 76  # leaves room for the number


@transaction.atomic
def propose(*, by, circle: Circle, interests: list[Interest]) -> Circle:
    """A forming circle with the same theme and coordinator; each chosen person is asked by mail whether their answers
    may go along. Refused with fewer than six who wait."""
    must_coordinate(by, circle)
    circle = held(circle)
    waiting = set(circle.waiting_places.filter(WAITS, interest__isnull=False).values_list("interest", flat=True))
    if len(waiting) < SEATS_TO_START:
        raise Refused(
            ngettext(
                "A second circle needs six people who wait. %(n)s person waits now.",
                "A second circle needs six people who wait. %(n)s people wait now.",
                len(waiting),
            )
            % {"n": len(waiting)}
        )
    if not interests or not {interest.pk for interest in interests} <= waiting:
        raise Refused(_("The waiting list changed while you looked at it. Look again."))
    asked = {interest.pk for interest in interests}
    if CircleMove.objects.filter(interest__in=asked, state=State.OPEN).exists():
        raise Refused(_("Somebody in this choice was asked for a second circle already."))
    second = _found_beside(by, circle)
    for interest in interests:
        move = CircleMove.objects.create(interest=interest, user=interest.user, circle=circle, to_circle=second)
        post(kind="circles.move", key=f"circles.move:{move.pk}", to=interest.user, refs={"move_id": move.pk})
    record("circles.second_proposed", by=by, scope=f"circle:{circle.pk}", name=second.name, people=len(interests))
    return second


@transaction.atomic
def say_yes(*, by, move: CircleMove) -> Interest:
    """What was answered goes along to the second circle, and is gone from the first. Notes of coordinators stay behind
    and go with it. Refused when the question is no longer open."""
    move = _open(by, move)
    before = Interest.objects.select_for_update().filter(pk=move.interest_id).first()
    if before is None or before.state != Interest.State.WAITING:
        raise Refused(_("You no longer wait for a seat in this circle."))
    _close(move, State.ACCEPTED)
    told = {field: getattr(before, field) for field in _told_fields()}
    try:
        with transaction.atomic():
            after = Interest.objects.create(circle=move.to_circle, user=by, **told)
    except IntegrityError:
        raise Refused(_("You already said that you want to join.")) from None
    WaitingPlace.objects.filter(interest=before).delete()
    PlannedSeat.objects.filter(interest=before).delete()
    before.delete()
    record("circles.moved_away", by=by, scope=f"circle:{move.circle_id}", name=move.to_circle.name)
    record("circles.moved_here", by=by, scope=f"circle:{move.to_circle_id}", name=move.circle.name)
    return after


@transaction.atomic
def say_no(*, by, move: CircleMove) -> CircleMove:
    """Nothing moves; they keep their place on the waiting list."""
    move = _open(by, move)
    _close(move, State.DECLINED)
    record("circles.stays_waiting", by=by, scope=f"circle:{move.circle_id}")
    return move


def _told_fields() -> list[str]:
    """Everything an applicant tells, now and later: all fields but whose, where and how it stands."""
    fields = Interest._meta.concrete_fields  # noqa: SLF001 - how Django names it
    return [field.name for field in fields if field.name not in {"id", "circle", "user", "state"}]


def _open(by, move: CircleMove) -> CircleMove:
    if move.user_id != by.pk:
        raise Http404
    found = CircleMove.objects.select_for_update(of=("self",)).select_related("circle", "to_circle").get(pk=move.pk)
    if found.state != State.OPEN:
        raise Refused(_("This question is no longer open."))
    if found.to_circle.state != Circle.State.FORMING:
        raise Refused(_("Nobody can join this circle now."))
    return found


def _close(move: CircleMove, state: str) -> None:
    CircleMove.objects.filter(pk=move.pk).update(state=state, answered_at=timezone.now())


def _found_beside(by, circle: Circle) -> Circle:
    described = {name: getattr(circle, name) for name in DESCRIBED}
    number = 2
    while Circle.objects.filter(name=_numbered(circle.name, number)).exists():
        number += 1
    second = Circle.objects.create(**described | {"name": _numbered(circle.name, number)})
    Coordinator.objects.create(circle=second, user=by)
    Agreement.objects.create(circle=second, version=1, text=circle.agreements.first().text)
    record("circles.founded", by=by, scope=f"circle:{second.pk}", name=second.name)
    return second


def _numbered(name: str, number: int) -> str:
    return f"{name[:NAME_LENGTH]} {number}"
