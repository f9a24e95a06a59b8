"""What a coordinator does with an open invitation: remind, or take it back."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.domain.freed import seat_freed
from circles.domain.invite import expire_due, language_for
from circles.models import Circle, Invitation
from circles.models.invitation import REMIND_AFTER
from circles.tokens import hash_of, token_for
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post


@transaction.atomic
def remind_all(*, by, circle: Circle) -> int:
    """Everybody whose invitation is open and who was left alone for a day. Refused when there is nobody."""
    must_coordinate(by, circle)
    quiet = [one for one in circle.invitations.select_related("circle").order_by("pk") if one.can_be_reminded]
    for invitation in quiet:
        remind(by=by, invitation=invitation)
    if not quiet:
        raise Refused(_("Everybody answered, or was asked less than a day ago."))
    return len(quiet)


@transaction.atomic
def remind(*, by, invitation: Invitation) -> Invitation:
    """Mail the same link again, at most once a day; also not on the day of the invitation itself."""
    must_coordinate(by, invitation.circle)
    now = timezone.now()
    quiet = Q(created_at__lte=now - REMIND_AFTER) & (
        Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - REMIND_AFTER)
    )
    open_now = Invitation.objects.open_at_this_moment().filter(pk=invitation.pk)
    if not open_now.filter(quiet).update(reminded_at=now, token_hash=hash_of(token_for(invitation))):
        raise Refused(_("You can remind somebody once a day, from the day after the invitation."))
    invitation.refresh_from_db()
    record("circles.reminded", by=by, scope=f"circle:{invitation.circle_id}", email=invitation.email)
    post(
        kind="circles.reminder",
        key=f"circles.reminder:{invitation.pk}:{invitation.issue}:{timezone.localdate(now)}",
        to_email=invitation.email,
        language=invitation.language or language_for(invitation.email, by),
        refs={"invitation_id": invitation.pk, "issue": invitation.issue},
    )
    return invitation


@transaction.atomic
def withdraw(*, by, invitation: Invitation) -> Invitation:
    """The link no longer works and the seat is free again. Refused when it was answered already."""
    must_coordinate(by, invitation.circle)
    state = Invitation.State
    mine = Invitation.objects.filter(pk=invitation.pk, state=state.OPEN)
    if not mine.update(state=state.WITHDRAWN, answered_at=timezone.now()):
        raise Refused(_("This invitation is no longer open."))
    seat_freed(invitation.circle_id)
    invitation.refresh_from_db()
    record("circles.withdrawn", by=by, scope=f"circle:{invitation.circle_id}", email=invitation.email)
    return invitation


def expire_all() -> int:
    """Mark every invitation whose date has passed, circle by circle. Returns the number of circles touched."""
    due = Invitation.objects.filter(state=Invitation.State.OPEN, expires_at__lte=timezone.now())
    circles = Circle.objects.filter(pk__in=due.values("circle"))
    for circle in circles:
        with transaction.atomic():
            expire_due(circle)
    return len(circles)
