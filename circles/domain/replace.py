"""Somebody else of the same area takes a seat over: asked by a coordinator, at one stroke when they say yes."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from circles import states
from circles.access import must_coordinate
from circles.domain.depart import stand_up
from circles.domain.invite import DAYS, Guest, expire_due, held, in_the_way, last_moment, offer
from circles.models import Invitation, Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post


@transaction.atomic
def invite_successor(*, by, membership: Membership, email: str, name: str, days: int = DAYS) -> Invitation:
    """An invitation for this very seat. Until it is accepted nothing changes for who sits there."""
    must_coordinate(by, membership.circle)
    circle = held(membership.circle)
    if circle.state not in states.SEATING:
        raise Refused(_("Nobody can be invited to this circle now."))
    if not Membership.objects.filter(pk=membership.pk, left_at__isnull=True).exists():
        raise Http404
    expire_due(circle)
    email = email.strip().lower()
    if reasons := in_the_way(circle, [email]):
        raise Refused(" ".join(reasons))
    if circle.invitations.filter(replaces=membership, state=Invitation.State.OPEN).exists():
        raise Refused(_("Somebody was asked for this seat already. Withdraw that invitation first."))
    guest = Guest(
        email, name, area=membership.area.name if membership.area else "", seat=membership.seat, replaces=membership
    )
    return offer(by, circle, guest, last_moment(days), said="circles.successor_invited")


def make_room(invitation: Invitation, *, by) -> Membership | None:
    """Whom ``by`` succeeds, after that person stood up; None for an ordinary invitation. In the caller's transaction."""
    if invitation.replaces_id is None:
        return None
    before = Membership.objects.select_for_update(of=("self",)).select_related("circle", "user", "area")
    before = before.get(pk=invitation.replaces_id)
    if Membership.objects.filter(succeeds=before).exists():
        return None
    if before.left_at is None:
        stand_up(before, removed=False, reason=Membership.Reason.REPLACED)
        record("circles.replaced", by=by, scope=f"circle:{before.circle_id}", seat=before.seat, who=before.user)
        refs = {"membership_id": before.pk}
        post(kind="circles.replaced", key=f"circles.replaced:{before.pk}", to=before.user, refs=refs)
    return before
