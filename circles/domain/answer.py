"""Somebody answers an invitation: takes the seat, or not."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import departures, states
from circles.access import addresses_of
from circles.domain.freed import seat_freed
from circles.domain.places import named
from circles.domain.replace import make_room
from circles.domain.seats import take_seat
from circles.domain.tell import tell_coordinators
from circles.models import Agreement, Area, Interest, Invitation, Membership, Organisation, Signature
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User


@transaction.atomic
def accept(
    *, by, invitation: Invitation, agreement: Agreement, name: str, area="", organisation="", responsibility=""
) -> Membership:
    """Sign the agreement and take the lowest free seat.

    Http404 when the invitation is for another address; Refused when it is no longer open or the agreement has
    changed meanwhile; CircleIsFull when somebody else took the last seat.
    """
    invitation = _open(invitation)
    circle = invitation.circle
    if invitation.email not in addresses_of(by):
        raise Http404
    if circle.state not in states.SEATING:
        raise Refused(_("Nobody can join this circle now."))
    if agreement.pk != circle.agreements.first().pk:
        raise Refused(_("The agreement was changed while you read it. Please read the new text and sign that."))
    if name and name != by.name:
        by.name = name
        User.objects.filter(pk=by.pk).update(name=name)
    before = make_room(invitation, by=by)
    membership = take_seat(
        circle=circle,
        user=by,
        wish=invitation.seat,
        succeeds=before,
        area=before.area if before and before.area else named(Area, area),
        organisation=named(Organisation, organisation),
        responsibility=responsibility,
    )
    Signature.objects.create(agreement=agreement, membership=membership, name=name or by.name)
    _answered(invitation, Invitation.State.ACCEPTED)
    asked = Interest.objects.filter(circle=circle, user=by, state=Interest.State.WAITING)
    asked.update(state=Interest.State.INVITED, answered_at=invitation.answered_at)
    record("circles.accepted", by=by, scope=f"circle:{circle.pk}", seat=membership.seat, version=agreement.version)
    _tell_coordinator("circles.accepted", invitation, {"membership_id": membership.pk})
    departures.announce_arrival(membership)
    return membership


@transaction.atomic
def decline(*, by, invitation: Invitation) -> Invitation:
    """Say no. Whoever holds the link may do so; ``by`` is None for who is not logged in."""
    invitation = _open(invitation)
    _answered(invitation, Invitation.State.DECLINED)
    seat_freed(invitation.circle_id)
    record("circles.declined", by=by, scope=f"circle:{invitation.circle_id}", email=invitation.email)
    _tell_coordinator("circles.declined", invitation, {})
    return invitation


def _open(invitation: Invitation) -> Invitation:
    """The same invitation, locked; Refused when it can no longer be answered."""
    held = Invitation.objects.select_for_update(of=("self",)).select_related("circle").get(pk=invitation.pk)
    if held.state != Invitation.State.OPEN or held.expires_at <= timezone.now():
        raise Refused(_("This invitation is no longer open."))
    return held


def _answered(invitation: Invitation, state: str) -> None:
    invitation.state, invitation.answered_at = state, timezone.now()
    invitation.save(update_fields=["state", "answered_at"])


def _tell_coordinator(kind: str, invitation: Invitation, refs: dict) -> None:
    tell_coordinators(
        kind,
        key=f"{kind}:{invitation.pk}:{invitation.issue}",
        circle=invitation.circle,
        refs={"invitation_id": invitation.pk, **refs},
    )
