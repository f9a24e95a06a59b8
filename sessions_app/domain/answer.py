"""Say whether you come; and write down who was there."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import pauses
from circles.models import Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app import queries, substitutes
from sessions_app.access import meeting_for
from sessions_app.models import Attendance, Meeting
from sessions_app.reminders import QUORUM, most_possible
from sessions_app.rights import require
from sessions_app.states import ASKED

from . import tell


@transaction.atomic
def answer(*, meeting: Meeting, member: Membership, value: str, by) -> Attendance:
    """``member`` says yes, maybe or no; the last answer wins and there is one row. ``by`` is the member's person.

    When so many cannot come that the meeting is below quorum, the coordinator hears it, once per date.
    """
    seat = Membership.objects.select_for_update(no_key=True).filter(
        pk=member.pk, user=by, left_at__isnull=True, circle=meeting.season.circle_id
    )
    if not seat.exists():  # locked, so that a pause at the same moment comes before or after
        raise Refused(_("You have no seat in this circle any more."))
    meeting = Meeting.objects.select_related("season__circle").get(pk=meeting.pk)
    if value not in Attendance.Answer.values:
        raise Refused(_("Choose one of the three answers."))
    if not can_answer(meeting):
        raise Refused(_("This meeting is over or cancelled; an answer is no longer needed."))
    if pauses.is_paused(member, meeting.date):
        raise Refused(_("You pause on that day. End the pause first if you do want to come."))
    if guest := substitutes.instead_of(meeting, member):
        raise Refused(
            _("%(name)s is asked to come in your place. Do you come yourself after all? Tell who asked this guest.")
            % {"name": guest.name}
        )
    row, _made = Attendance.objects.update_or_create(
        meeting=meeting, membership=member, defaults={"answer": value, "answered_at": timezone.now()}
    )
    if value == Attendance.Answer.NO:
        _warn_below_quorum(meeting)
    return row


def can_answer(meeting: Meeting) -> bool:
    """From when the date is set until the meeting is over."""
    return meeting.state in ASKED and timezone.now() < meeting.ends_at


@transaction.atomic
def record_attendance(*, meeting: Meeting, present: set[int], by) -> Meeting:
    """``present`` are the membership ids of who was there. Can be done again; times that are known stay.

    Without ``present_until`` somebody is here now.
    """
    require(meeting_for(by, meeting.pk), "meeting.attendance")
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("season").get(pk=meeting.pk)
    if meeting.starts_at is None or (meeting.starts_at > timezone.now() and meeting.state != Meeting.State.LIVE):
        raise Refused(_("The meeting has not begun: you can tick who is there from then on."))
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(_("This meeting was cancelled."))
    rows = {row.membership_id: row for row in Attendance.objects.filter(meeting=meeting)}
    everybody = set(queries.members(meeting.season.circle_id).values_list("pk", flat=True)) | rows.keys()
    for member_id in everybody:
        row = rows.get(member_id)
        if member_id in present and not (row and row.present_from):
            _set_times(meeting, member_id, meeting.starts_at, meeting.ends_at if _is_over(meeting) else None)
        elif member_id not in present and row and row.present_from:
            _set_times(meeting, member_id, None, None)
    count = len(everybody & present)
    scope = f"circle:{meeting.season.circle_id}"
    record("sessions_app.attendance_recorded", by=by, scope=scope, number=meeting.number, count=count)
    return meeting


def _is_over(meeting):
    return meeting.state == Meeting.State.DONE or meeting.ends_at <= timezone.now()


def _set_times(meeting, member_id, since, until):
    times = {"present_from": since, "present_until": until}
    Attendance.objects.update_or_create(meeting=meeting, membership_id=member_id, defaults=times)


def _warn_below_quorum(meeting):
    members = pauses.taking_part(queries.members(meeting.season.circle_id), meeting.date)
    no = Attendance.objects.filter(meeting=meeting, answer="no", membership__left_at__isnull=True)
    no = no.exclude(membership__in=substitutes.of(meeting))
    if (
        most_possible(
            [(m.pk, m.user_id) for m in members],
            set(no.values_list("membership_id", flat=True)),
            meeting.facilitator_id,
        )
        < QUORUM
    ):
        tell.below_quorum(meeting)
