"""A member takes a break for one meeting or a while, and takes part again."""

import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import departures
from circles.access import must_coordinate
from circles.domain.tell import tell_coordinators
from circles.models import Membership, Pause
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def pause(*, by, membership: Membership, first: datetime.date, last: datetime.date) -> Pause:
    """By the member, or by a coordinator for them; both days included. Http404 for others.

    What they were to do in meetings of those days goes back to the circle. The seat, the reading and the share in the
    costs stay. Refused for the past, for more than a year, and over another pause.
    """
    held = _held(by, membership)
    if last < first:
        raise Refused(_("The last day lies before the first."))
    if last < timezone.localdate():
        raise Refused(_("That is over already. Choose days to come."))
    if last - first > LONGEST:
        raise Refused(_("A pause lasts a year at most. Longer than that: give up the seat, and come back later."))
    if held.pauses.filter(first__lte=last, last__gte=first).exists():
        raise Refused(_("There is a pause in these days already. End that one first."))
    made = Pause.objects.create(membership=held, first=first, last=last, by=by)
    departures.announce_pause(made)
    record("circles.paused", by=by, scope=f"circle:{held.circle_id}", who=held.user, first=first, last=last)
    refs = {"pause_id": made.pk}
    tell_coordinators("circles.paused", key=f"circles.paused:{made.pk}", circle=held.circle, refs=refs, but=by)
    if by.pk != held.user_id:
        post(kind="circles.paused", key=f"circles.paused:{made.pk}:member", to=held.user, refs=refs)
    return made


@transaction.atomic
def end_pause(*, by, pause: Pause) -> None:
    """Take part again: a pause to come goes, one that has begun ended yesterday. Http404 when it is over."""
    held = _held(by, pause.membership)
    today = timezone.localdate()
    still = Pause.objects.filter(pk=pause.pk, membership=held, last__gte=today)
    days = still.values_list("first", "last").first()
    ended = still.filter(first__lt=today).update(last=today - datetime.timedelta(days=1))
    if not ended and not still.delete()[0]:
        raise Http404
    departures.announce_return(held, max(days[0], today), days[1])
    record("circles.pause_ended", by=by, scope=f"circle:{held.circle_id}", who=held.user)


def _held(by, membership: Membership) -> Membership:
    """The seat, locked, for who sits there or coordinates; else Http404."""
    seated = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("circle", "user")
    held = seated.filter(pk=membership.pk, left_at__isnull=True).first()
    if held is None:
        raise Http404
    if held.user_id != by.pk:
        must_coordinate(by, held.circle)
    return held
