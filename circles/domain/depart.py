"""Somebody gives up their seat, or has to."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from circles import departures
from circles.access import must_coordinate
from circles.domain.tell import tell_coordinators
from circles.models import Membership, RoleHolder
from praktijkkring.audit.record import record
from praktijkkring.outbox.post import post


@transaction.atomic
def leave(*, by, membership: Membership, reason: str = "") -> Membership:
    """Give up one's own seat, with a category as reason or none. Http404 for somebody else's, or when it is done."""
    if membership.user_id != by.pk:
        raise Http404
    if reason and reason not in Membership.Reason.values:
        raise ValueError("leaving has one of the known reasons, or none")
    stand_up(membership, removed=False, reason=reason)
    record("circles.left", by=by, scope=f"circle:{membership.circle_id}", seat=membership.seat)
    refs = {"membership_id": membership.pk}
    tell_coordinators("circles.left", key=f"circles.left:{membership.pk}", circle=membership.circle, refs=refs, but=by)
    return membership


@transaction.atomic
def remove(*, by, membership: Membership, reason: str) -> Membership:
    """Take somebody's seat away, with a category as reason. Http404 for who does not coordinate the circle."""
    must_coordinate(by, membership.circle)
    if reason not in Membership.Reason.values:
        raise ValueError("a removal has one of the known reasons")
    stand_up(membership, removed=True, reason=reason)
    record("circles.removed", by=by, scope=f"circle:{membership.circle_id}", who=membership.user)
    refs = {"membership_id": membership.pk}
    post(kind="circles.removed", key=f"circles.removed:{membership.pk}", to=membership.user, refs=refs)
    return membership


def stand_up(membership: Membership, **how) -> None:
    """The seat is free and the access is over. In the caller's transaction; Http404 when it was free already."""
    seated = Membership.objects.filter(pk=membership.pk, left_at__isnull=True)
    if not seated.update(left_at=timezone.now(), **how):
        raise Http404
    membership.refresh_from_db(fields=["left_at", *how])
    kept = RoleHolder.objects.filter(circle=membership.circle_id, user=membership.user_id, role=RoleHolder.Role.MONEY)
    kept.filter(until__isnull=True).update(until=membership.left_at)
    departures.announce(membership)
