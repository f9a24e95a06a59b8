"""Offer seats to people by their e-mail address."""

import datetime
import os
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles import states
from circles.access import must_coordinate
from circles.models import SEATS, Circle, Invitation
from circles.tokens import hash_of, token_for
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post

DAYS = 14
MOST_DAYS = 60


@dataclass(frozen=True)
class Guest:
    """Somebody to invite. The address is compared in lower case."""

    email: str
    name: str = ""


@transaction.atomic
def invite(*, by, circle: Circle, guests: list[Guest], days: int = DAYS) -> list[Invitation]:
    """An invitation for every guest, or for nobody: Refused says what is in the way for each."""
    must_coordinate(by, circle)
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    if circle.state not in states.SEATING:
        raise Refused(_("Nobody can be invited to this circle now."))
    expire_due(circle)
    guests = [Guest(guest.email.strip().lower(), guest.name.strip()) for guest in guests]
    _refuse_who_cannot_be_invited(circle, guests)
    _refuse_too_many(circle, len(guests))
    return [_offer(by, circle, guest, last_moment(days)) for guest in guests]


@transaction.atomic
def invite_again(*, by, invitation: Invitation, days: int = DAYS) -> Invitation:
    """A new link with a new date for an invitation that expired. The old link stays dead."""
    must_coordinate(by, invitation.circle)
    circle = Circle.objects.select_for_update().get(pk=invitation.circle_id)
    expire_due(circle)
    invitation.refresh_from_db()
    if invitation.state != Invitation.State.EXPIRED:
        raise Refused(_("Only an expired invitation can be sent again."))
    _refuse_who_cannot_be_invited(circle, [Guest(invitation.email)])
    _refuse_too_many(circle, 1)
    invitation.issue += 1
    invitation.state = Invitation.State.OPEN
    invitation.expires_at = last_moment(days)
    invitation.token_hash = hash_of(token_for(invitation))
    invitation.save(update_fields=["issue", "state", "expires_at", "token_hash"])
    _tell(by, circle, invitation)
    return invitation


def last_moment(days: int) -> datetime.datetime:
    """The end of the day that lies so many days ahead (1 to 60), in the zone of who invites."""
    day = timezone.localdate() + datetime.timedelta(days=max(1, min(days, MOST_DAYS)))
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59, 59)))


def expire_due(circle: Circle) -> None:
    """Whose date has passed no longer keeps a seat or an address occupied."""
    due = circle.invitations.filter(state=Invitation.State.OPEN, expires_at__lte=timezone.now())
    for invitation in due.select_for_update():
        Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.EXPIRED)
        record("circles.expired", by=None, scope=f"circle:{circle.pk}", email=invitation.email)


def seats_to_offer(circle: Circle) -> int:
    """Ten, less who sits and less who can still say yes."""
    seated = circle.memberships.filter(left_at__isnull=True).count()
    return SEATS - seated - circle.invitations.open_at_this_moment().count()


def _refuse_too_many(circle: Circle, wanted: int) -> None:
    free = max(0, seats_to_offer(circle))
    if wanted > free:
        raise Refused(
            ngettext(
                "You invite more people than there are free seats: %(free)s seat is free. "
                "Open invitations keep a seat until they are answered or expire.",
                "You invite more people than there are free seats: %(free)s seats are free. "
                "Open invitations keep a seat until they are answered or expire.",
                free,
            )
            % {"free": free}
        )


def _refuse_who_cannot_be_invited(circle: Circle, guests: list[Guest]) -> None:
    emails = [guest.email for guest in guests]
    if not emails:
        raise Refused(_("Fill in at least one address."))
    double = {email for email in emails if emails.count(email) > 1}
    seated = _addresses_at_the_table(circle)
    invited = set(circle.invitations.open_at_this_moment().filter(email__in=emails).values_list("email", flat=True))
    reasons = [
        *(_("%(email)s is there twice.") % {"email": email} for email in sorted(double)),
        *(_("%(email)s already has a seat.") % {"email": email} for email in sorted(seated & set(emails))),
        *(_("%(email)s already has an open invitation.") % {"email": email} for email in sorted(invited)),
    ]
    if reasons:
        raise Refused(" ".join(reasons))


def _addresses_at_the_table(circle: Circle) -> set[str]:
    """Every proved address of everybody with a seat."""
    here = User.objects.filter(memberships__circle=circle, memberships__left_at__isnull=True)
    verified = EmailAddress.objects.filter(user__in=here, verified=True)
    return {
        email.lower() for email in here.values_list("email", flat=True).union(verified.values_list("email", flat=True))
    }


def _offer(by, circle: Circle, guest: Guest, expires_at) -> Invitation:
    invitation = Invitation.objects.create(
        circle=circle,
        email=guest.email,
        name=guest.name,
        token_hash=os.urandom(32),  # the real one needs the number of the row
        invited_by=by,
        expires_at=expires_at,
    )
    invitation.token_hash = hash_of(token_for(invitation))
    invitation.save(update_fields=["token_hash"])
    _tell(by, circle, invitation)
    return invitation


def _tell(by, circle: Circle, invitation: Invitation) -> None:
    record("circles.invited", by=by, scope=f"circle:{circle.pk}", email=invitation.email)
    post(
        kind="circles.invitation",
        key=f"circles.invitation:{invitation.pk}:{invitation.issue}",
        to_email=invitation.email,
        language=language_for(invitation.email, by),
        refs={"invitation_id": invitation.pk, "issue": invitation.issue},
    )


def language_for(email: str, by) -> str:
    """The language of the person with this address, else of who writes."""
    return User.objects.filter(email=email).values_list("language", flat=True).first() or by.language
