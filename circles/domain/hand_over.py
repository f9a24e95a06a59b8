"""The coordinator asks somebody else to run the circle; they say yes or no."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import addresses_of, must_coordinate
from circles.domain.invite import language_for
from circles.models import Circle, Coordinator, Handover
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post

State = Handover.State


@transaction.atomic
def ask(*, by, circle: Circle, to_email: str) -> Handover:
    """One question at a time. Refused for one's own address."""
    must_coordinate(by, circle)
    to_email = to_email.strip().lower()
    if to_email in addresses_of(by):
        raise Refused(_("You run this circle already. Fill in the address of somebody else."))
    try:
        with transaction.atomic():
            handover = Handover.objects.create(circle=circle, by=by, to_email=to_email)
    except IntegrityError:
        raise Refused(_("You already asked somebody to take over.")) from None
    record("circles.handover_asked", by=by, scope=f"circle:{circle.pk}", email=to_email)
    post(
        kind="circles.handover",
        key=f"circles.handover:{handover.pk}",
        to_email=to_email,
        language=language_for(to_email, by),
        refs={"handover_id": handover.pk},
    )
    return handover


@transaction.atomic
def take_over(*, by, handover: Handover) -> Circle:
    """``by`` runs the circle from now on. Http404 for another address; Refused for who may not run circles."""
    _must_be_asked(by, handover)
    circle = Circle.objects.select_for_update().get(pk=handover.circle_id)
    if not (by.is_coordinator or circle.memberships.filter(user=by, left_at__isnull=True).exists()):
        raise Refused(_("Only a member or somebody who may found circles can run this circle. Ask the administrator."))
    _answer(handover, State.ACCEPTED)
    now = timezone.now()
    before = Coordinator.objects.filter(circle=circle, user=handover.by, until__isnull=True)
    if not before.update(until=now):
        raise Refused(_("This question is no longer open."))
    Coordinator.objects.create(circle=circle, user=by, since=now)
    record("circles.handed_over", by=handover.by, scope=f"circle:{circle.pk}", to=by)
    refs = {"handover_id": handover.pk, "user_id": by.pk}
    post(kind="circles.handed_over", key=f"circles.handed_over:{handover.pk}", to=handover.by, refs=refs)
    return circle


@transaction.atomic
def refuse(*, by, handover: Handover) -> Handover:
    """The asked person says no; the coordinator stays."""
    _must_be_asked(by, handover)
    _answer(handover, State.DECLINED)
    record("circles.handover_declined", by=by, scope=f"circle:{handover.circle_id}")
    return handover


@transaction.atomic
def take_back(*, by, handover: Handover) -> Handover:
    """The coordinator no longer asks."""
    must_coordinate(by, handover.circle)
    _answer(handover, State.WITHDRAWN)
    record("circles.handover_withdrawn", by=by, scope=f"circle:{handover.circle_id}")
    return handover


def _must_be_asked(by, handover: Handover) -> None:
    if handover.to_email not in addresses_of(by):
        raise Http404


def _answer(handover: Handover, state: str) -> None:
    still_open = Handover.objects.filter(pk=handover.pk, state=State.OPEN)
    if not still_open.update(state=state, answered_at=timezone.now()):
        raise Refused(_("This question is no longer open."))
