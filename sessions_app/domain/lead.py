"""Say who leads a meeting, and who takes over when they are away."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from circles.domain.tell import tell_who_reads
from circles.models import Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from sessions_app import lost_lead
from sessions_app.access import meeting_for
from sessions_app.models import Meeting
from sessions_app.rights import require
from sessions_app.states import AHEAD

from . import entries, tell


@transaction.atomic
def name_leaders(*, meeting: Meeting, facilitator: User | None, deputy: User | None, by) -> Meeting:
    """Who leads may read the content of the circle, openly: the trail and the circle page say so."""
    require(meeting_for(by, meeting.pk), "meeting.plan")
    if facilitator and facilitator == deputy:
        raise Refused(_("The deputy is somebody else than the facilitator."))
    for person in (facilitator, deputy):
        if person and not person.is_active:
            raise Refused(_("This account is closed. Choose somebody else."))
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if before.state not in AHEAD | {Meeting.State.LIVE}:
        raise Refused(_("This meeting is over."))
    Meeting.objects.filter(pk=meeting.pk).update(facilitator=facilitator, deputy=deputy)
    meeting = Meeting.objects.select_related("season__circle", "facilitator", "deputy").get(pk=meeting.pk)
    _tell_who_came_and_went(before, meeting)
    if before.facilitator_id != meeting.facilitator_id and facilitator:
        _record("sessions_app.facilitator_named", meeting, by, facilitator)
    if before.deputy_id != meeting.deputy_id and deputy:
        _record("sessions_app.deputy_named", meeting, by, deputy)
    if before.facilitator_id and not facilitator:
        _record("sessions_app.facilitator_gone", meeting, by, None)
    return meeting


def name_deputy(*, meeting: Meeting, deputy: User, by: User) -> Meeting:
    """Whoever leads names, at the start, who of the circle takes over. Call it inside a transaction, with the lock.

    Refused for the case-bringer. A deputy from outside is named by the coordinator, beforehand.
    """
    named = {meeting.facilitator_id, meeting.deputy_id}
    if by.pk not in named:
        raise Http404
    if deputy.pk in named:
        return meeting
    seat = Membership.objects.filter(circle=meeting.season.circle_id, user=deputy, left_at__isnull=True).first()
    if seat is None or seat.pk == meeting.case_bringer_id or not deputy.is_active:
        raise Refused(_("A member who does not bring in can take over."))
    old = meeting.deputy_id if by.pk == meeting.facilitator_id else meeting.facilitator_id
    field = "deputy" if by.pk == meeting.facilitator_id else "facilitator"
    Meeting.objects.filter(pk=meeting.pk).update(**{field: deputy})
    setattr(meeting, field, deputy)
    if old:
        lost_lead.announce(meeting, old)
    _record("sessions_app.deputy_named", meeting, by, deputy)
    return meeting


def _tell_who_came_and_went(before, meeting):
    known = {before.facilitator_id, before.deputy_id}
    for person in {meeting.facilitator, meeting.deputy} - {None}:
        if person.pk not in known:
            entries.put_back(meeting, person)
            tell.named_leader(meeting, person, entries.turns_of(meeting, person))
            tell_who_reads(person, meeting.season.circle, moment=f"meeting-{meeting.pk}-{meeting.date}")
    for user_id in known - {None, meeting.facilitator_id, meeting.deputy_id}:
        lost_lead.announce(meeting, user_id)
        if not meeting.season.circle.memberships.filter(user=user_id, left_at__isnull=True).exists():
            entries.part(entries.told_meetings(pk=meeting.pk), User.objects.get(pk=user_id))


def _record(action, meeting, by, person):
    scope = f"circle:{meeting.season.circle_id}"
    record(action, by=by, scope=scope, number=meeting.number, person=person)
