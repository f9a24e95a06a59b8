"""Whose chair a guest holds at a meeting: that member is asked nothing, and the chair counts once."""

from collections.abc import Iterable

from .guests import GOOD
from .models import Attendance, GuestPass, Meeting

COUNTS_AS = {GuestPass.State.SIGNED: Attendance.Answer.YES, GuestPass.State.OPEN: Attendance.Answer.MAYBE}


def held_by(passes: Iterable[GuestPass]) -> dict[int, GuestPass]:
    """By membership: the guest who comes, or is asked, instead of this member."""
    return {one.instead_of_id: one for one in passes if one.instead_of_id and one.state in GOOD}


def of(meeting: Meeting) -> dict[int, GuestPass]:
    """The same for one meeting. One query."""
    return held_by(meeting.guest_passes.filter(state__in=GOOD, instead_of__isnull=False))


def instead_of(meeting: Meeting, member) -> GuestPass | None:
    """Who comes, or is asked, for this member."""
    return meeting.guest_passes.filter(state__in=GOOD, instead_of=member).first()


def of_member(meetings, membership_ids) -> dict[int, GuestPass]:
    """By meeting: who comes, or is asked, for these seats of one person. One query."""
    held = GuestPass.objects.filter(meeting__in=meetings, instead_of__in=membership_ids, state__in=GOOD)
    return {one.meeting_id: one for one in held}


def counted(answers: dict[int, str], held: dict[int, GuestPass]) -> dict[int, str]:
    """What is known of each chair: a guest who signed counts as a yes, one who is asked as a maybe."""
    return answers | {pk: COUNTS_AS[one.state] for pk, one in held.items()}
