"""Who is to be told of a change: one row in the outbox per reader, in the caller's transaction. Never content."""

from django.utils import timezone

from circles.access import coordinators_of
from circles.models import Membership
from praktijkkring.outbox.post import post
from sessions_app.models import Meeting, Season
from sessions_app.reminders import BELOW_QUORUM, Reminder
from sessions_app.states import ASKED


def invited(meeting: Meeting) -> None:
    """Everybody gets the date with a calendar part, and is asked whether they come."""
    _all(meeting, "sessions_app.invitation")


def moved(meeting: Meeting) -> None:
    _all(meeting, "sessions_app.moved")


def cancelled(meeting: Meeting) -> None:
    for user in readers(meeting):
        _one(meeting, "sessions_app.cancelled", user)


def named_leader(meeting: Meeting, user, turns: int = 0) -> None:
    """Somebody who leads a meeting without a seat gets the date as well."""
    if is_told(meeting):
        _one(meeting, "sessions_app.invitation", user, turns)


def gone(meeting: Meeting, user, turns: int) -> None:
    """The entry leaves the calendar of who has nothing to do with this meeting any more."""
    post(
        kind="sessions_app.gone",
        key=f"sessions_app.gone:{meeting.pk}:{user.pk}:{turns}",
        to=user,
        refs={"meeting_id": meeting.pk, "turns": turns, "date": meeting.date.isoformat()},
    )


def paused(meeting: Meeting, member: Membership, turns: int) -> None:
    """The entry leaves one calendar."""
    _about_pause("sessions_app.paused", meeting, member, turns)


def back(meeting: Meeting, member: Membership, turns: int) -> None:
    """The entry comes back to one calendar, and they are asked again whether they come."""
    _about_pause("sessions_app.back", meeting, member, turns)


def chosen(meeting: Meeting) -> None:
    """The case-bringer hears that it is their turn."""
    member = meeting.case_bringer
    post(
        kind="sessions_app.chosen",
        key=f"sessions_app.chosen:{meeting.pk}:{member.pk}:{meeting.sequence}",
        to=member.user,
        refs={"meeting_id": meeting.pk, "membership_id": member.pk},
    )


def newcomer(meeting: Meeting, user, turns: int = 0) -> None:
    """Who took a seat after the invitations went out gets theirs; twice is once."""
    _one(meeting, "sessions_app.invitation", user, turns)


def below_quorum(meeting: Meeting) -> None:
    """To everybody who coordinates the circle, each once per date."""
    for coordinator in coordinators_of(meeting.season.circle):
        post(
            kind="sessions_app.below_quorum",
            key=f"{Reminder(BELOW_QUORUM, meeting.pk, None, meeting.date).key}:{coordinator.pk}",
            to=coordinator,
            refs={"meeting_id": meeting.pk, "date": meeting.date.isoformat()},
        )


def readers(meeting: Meeting) -> list:
    """Members with a seat, and who leads without one."""
    members = Membership.objects.filter(circle=meeting.season.circle_id, left_at__isnull=True).select_related("user")
    people = {member.user_id: member.user for member in members}
    for leader in (meeting.facilitator, meeting.deputy):
        if leader:
            people.setdefault(leader.pk, leader)
    return list(people.values())


def is_told(meeting: Meeting) -> bool:
    """Whether people know of this date: it is set, and its season is on."""
    return meeting.state in ASKED and meeting.season.state == Season.State.RUNNING


def _about_pause(kind, meeting, member, turns):
    post(
        kind=kind,
        key=f"{kind}:{meeting.pk}:{member.pk}:{meeting.sequence}:{turns}",
        to=member.user,
        refs={"meeting_id": meeting.pk, "sequence": meeting.sequence, "turns": turns},
    )


def _all(meeting, kind):
    for user in readers(meeting):
        _one(meeting, kind, user)
    Meeting.objects.filter(pk=meeting.pk).update(asked_at=timezone.now())


def _one(meeting, kind, user, turns=0):
    """``turns`` of their own entry: the same date again after it had gone from their calendar is another mail."""
    again = f":{turns}" if turns else ""
    post(
        kind=kind,
        key=f"{kind}:{meeting.pk}:{user.pk}:{meeting.sequence}{again}",
        to=user,
        refs={"meeting_id": meeting.pk, "sequence": meeting.sequence},
    )
