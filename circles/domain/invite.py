"""Offer seats to people by their e-mail address."""

import datetime
import os
from dataclasses import dataclass, replace

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles import states
from circles.access import must_coordinate
from circles.domain.freed import seat_freed
from circles.domain.places import named
from circles.mailbox import normal
from circles.models import SEATS, Area, Circle, Interest, Invitation, Membership, Organisation, WaitingList
from circles.tokens import hash_of, token_for
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post

DAYS = 14
MOST_DAYS = 60


@dataclass(frozen=True)
class Guest:
    """Somebody to invite. The address is compared in lower case; the rest is filled in for them beforehand."""

    email: str
    name: str = ""
    area: str = ""
    organisation: str = ""
    responsibility: str = ""
    language: str = ""
    seat: int | None = None
    interest: Interest | None = None
    from_waiting_list: bool = False
    replaces: Membership | None = None


@transaction.atomic
def invite(*, by, circle: Circle, guests: list[Guest], days: int = DAYS) -> list[Invitation]:
    """An invitation for every guest, or for nobody: Refused says what is in the way for each."""
    must_coordinate(by, circle)
    circle = held(circle)
    if circle.state not in states.SEATING:
        raise Refused(_("Nobody can be invited to this circle now."))
    expire_due(circle)
    guests = [replace(guest, email=normal(guest.email), name=guest.name.strip()) for guest in guests]
    _refuse_who_cannot_be_invited(circle, guests)
    _refuse_too_many(circle, len(guests))
    made = [offer(by, circle, guest, last_moment(days)) for guest in guests]
    keep_filled(circle)
    return made


@transaction.atomic
def invite_again(*, by, invitation: Invitation, days: int = DAYS) -> Invitation:
    """A new link with a new date for an invitation that expired. The old link stays dead."""
    must_coordinate(by, invitation.circle)
    circle = held(invitation.circle)
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
    """Whose date has passed no longer keeps a seat or an address occupied. One that is being answered now, does."""
    due = circle.invitations.filter(state=Invitation.State.OPEN, expires_at__lte=timezone.now())
    for invitation in due.select_for_update(skip_locked=True):
        Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.EXPIRED)
        seat_freed(circle.pk)
        record("circles.expired", by=None, scope=f"circle:{circle.pk}", email=invitation.email)
        if invitation.from_waiting_list:
            refs = {"invitation_id": invitation.pk, "issue": invitation.issue}
            key = f"circles.offer_lapsed:{invitation.pk}:{invitation.issue}"
            to = {"to_email": invitation.email, "language": invitation.language}
            post(kind="circles.offer_lapsed", key=key, refs=refs, **to)


def held(circle: Circle) -> Circle:
    """The circle as it is now, locked against others who offer seats; who takes a seat need not wait for it."""
    return Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)


def seats_to_offer(circle: Circle) -> int:
    """Ten, less who sits and less who can still say yes."""
    return SEATS - given_out(circle, Q(expires_at__gt=timezone.now()))


def given_out(circle: Circle, still: Q | None = None) -> int:
    """How many seats are taken or offered, as of one moment: one statement, so that somebody who says yes meanwhile
    is counted once and not in neither of the two."""
    seated = Membership.objects.filter(circle=OuterRef("pk"), left_at__isnull=True)
    offered = Invitation.objects.filter(still or Q(), circle=OuterRef("pk"), state=Invitation.State.OPEN)
    offered = offered.filter(Q(replaces__isnull=True) | Q(replaces__left_at__isnull=False))  # else that seat is counted
    numbers = Circle.objects.filter(pk=circle.pk).values_list(_number(seated), _number(offered))
    return sum(numbers.get())


def _number(rows):
    counted = rows.order_by().values("circle").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def keep_filled(circle: Circle) -> None:
    """A waiting list fills every seat that was once given out and comes free again."""
    WaitingList.objects.filter(circle=circle, size__lt=given_out(circle)).update(size=given_out(circle))


def _refuse_too_many(circle: Circle, wanted: int) -> None:
    free = max(0, SEATS - given_out(circle))
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
    if not guests:
        raise Refused(_("Fill in at least one address."))
    if reasons := in_the_way(circle, [guest.email for guest in guests]):
        raise Refused(" ".join(reasons))


def in_the_way(circle: Circle, emails: list[str]) -> list[str]:
    """Why these addresses cannot be invited now, a sentence for each."""
    double = {email for email in emails if emails.count(email) > 1}
    seated = addresses_at_the_table(circle)
    invited = set(circle.invitations.open_at_this_moment().filter(email__in=emails).values_list("email", flat=True))
    return [
        *(_("%(email)s is there twice.") % {"email": email} for email in sorted(double)),
        *(_("%(email)s already has a seat.") % {"email": email} for email in sorted(seated & set(emails))),
        *(_("%(email)s already has an open invitation.") % {"email": email} for email in sorted(invited)),
    ]


def addresses_at_the_table(circle: Circle) -> set[str]:
    """Every proved address of everybody with a seat."""
    here = User.objects.filter(memberships__circle=circle, memberships__left_at__isnull=True)
    verified = EmailAddress.objects.filter(user__in=here, verified=True)
    return {
        email.lower() for email in here.values_list("email", flat=True).union(verified.values_list("email", flat=True))
    }


def offer(by, circle: Circle, guest: Guest, expires_at, *, said: str = "circles.invited") -> Invitation:
    """One invitation with its mail, in the transaction of who counted the seats. ``said`` is the line of the trail."""
    invitation = Invitation.objects.create(
        circle=circle,
        email=guest.email,
        name=guest.name,
        area=named(Area, guest.area),
        organisation=named(Organisation, guest.organisation),
        responsibility=guest.responsibility,
        language=guest.language or language_for(guest.email, by),
        seat=guest.seat,
        interest=guest.interest,
        from_waiting_list=guest.from_waiting_list,
        replaces=guest.replaces,
        token_hash=os.urandom(32),  # the real one needs the number of the row
        invited_by=by,
        expires_at=expires_at,
    )
    invitation.token_hash = hash_of(token_for(invitation))
    invitation.save(update_fields=["token_hash"])
    _tell(None if guest.from_waiting_list else by, circle, invitation, said)
    return invitation


def _tell(by, circle: Circle, invitation: Invitation, said: str = "circles.invited") -> None:
    record(said, by=by, scope=f"circle:{circle.pk}", email=invitation.email)
    post(
        kind="circles.invitation",
        key=f"circles.invitation:{invitation.pk}:{invitation.issue}",
        to_email=invitation.email,
        language=invitation.language or language_for(invitation.email, invitation.invited_by),
        refs={"invitation_id": invitation.pk, "issue": invitation.issue},
    )


def language_for(email: str, by) -> str:
    """The language of the person with this address, else of who writes."""
    return User.objects.filter(email=email).values_list("language", flat=True).first() or by.language
