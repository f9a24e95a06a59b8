"""What stands in the calendar of one person goes out with a CANCEL and comes back with a REQUEST, each once."""

from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from circles import departures
from circles.models import Membership
from praktijkkring.outbox.models import Message
from sessions_app.models import Meeting, OwnEntry
from sessions_app.states import ASKED

from . import tell


def told_meetings(**of) -> list[Meeting]:
    """The meetings to come that people know of."""
    ahead = Meeting.objects.filter(
        **of, state__in=ASKED, season__state="running", date__gte=timezone.localdate()
    ).order_by("date", "number")
    return list(ahead.select_related("season__circle"))


def take_out(meeting: Meeting, user) -> int | None:
    """The number of this turn, when the entry was in; None when it was out already."""
    OwnEntry.objects.get_or_create(meeting=meeting, user=user)
    return _turn(meeting, user, is_in=False)


def put_back(meeting: Meeting, user) -> int | None:
    """The number of this turn, when the entry was out; None for an entry that never went."""
    return _turn(meeting, user, is_in=True)


def turns_of(meeting: Meeting, user) -> int:
    return OwnEntry.objects.filter(meeting=meeting, user=user).values_list("turns", flat=True).first() or 0


def part(meetings: Iterable[Meeting], user) -> None:
    """Somebody has nothing to do with these meetings any more: their calendar is told, each entry once."""
    for meeting in meetings:
        turns = take_out(meeting, user) or _turn_without_mail(meeting, user)
        if turns:
            tell.gone(meeting, user, turns)


def was_taken_out(meeting: Meeting, user) -> bool:
    return OwnEntry.objects.filter(meeting=meeting, user=user, is_in=False).exists()


def _turn_without_mail(meeting, user):
    """The number of the turn by which a pause took the entry out, when its mail did not leave and now never will."""
    turns = turns_of(meeting, user)
    told = Message.objects.filter(kind="sessions_app.paused", to_user=user, state=Message.State.SENT)
    return None if told.filter(refs__meeting_id=meeting.pk, refs__turns=turns).exists() else turns


def greet(membership: Membership) -> None:
    """Who takes a seat gets the dates to come at once; who was here before gets their entries back."""
    for meeting in told_meetings(season__circle=membership.circle_id):
        put_back(meeting, membership.user)
        tell.newcomer(meeting, membership.user, turns_of(meeting, membership.user))


def _turn(meeting, user, *, is_in):
    turned = OwnEntry.objects.filter(meeting=meeting, user=user, is_in=not is_in)
    if not turned.update(is_in=is_in, turns=F("turns") + 1):
        return None
    return turns_of(meeting, user)


departures.on_arrival(greet)
