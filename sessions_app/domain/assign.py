"""Say who brings in, and which of their questions."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from circles import pauses
from circles.models import Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app import queries, substitutes
from sessions_app.access import meeting_for
from sessions_app.models import Meeting, Question, Season
from sessions_app.rights import require
from sessions_app.turns import may_have

from . import tell

OPEN = frozenset({Meeting.State.PLANNED, Meeting.State.SCHEDULED, Meeting.State.CONFIRMED})


@transaction.atomic
def assign(*, meeting: Meeting, member: Membership, seen: int | None, by, circle_decided: bool = False) -> Meeting:
    """``member`` brings in. ``seen`` is the membership id of the case-bringer that was on the screen, or None.

    Of two people who choose at once, one wins; the other is Refused. With one question ready it becomes the question
    of the meeting; with more, the case-bringer or the facilitator picks. The person who assigns sees none of them.
    """
    require(meeting_for(by, meeting.pk), "meeting.assign")
    meeting = Meeting.objects.select_related("season__circle").get(pk=meeting.pk)
    if meeting.season.state != Season.State.RUNNING:
        raise Refused(_("Start the season first; then choose who brings in."))
    if member.pk == meeting.case_bringer_id:
        return meeting
    # Locked, so that nobody is given a turn while they leave.
    seat = Membership.objects.select_for_update().filter(pk=member.pk, left_at=None, circle=meeting.season.circle_id)
    questions = list(_usable(meeting, member)) if seat.exists() else []
    if not questions:
        raise Refused(_("%(name)s has no question ready. Ask for one first.") % {"name": member.user.first_name})
    _refuse_who_is_not_there(meeting, member)
    if not circle_decided and not may_have(queries.turns(meeting.season), member.pk):
        raise Refused(
            _("%(name)s already has a turn this season, and others have none yet. Tick that the circle decided this.")
            % {"name": member.user.first_name}
        )
    question = questions[0] if len(questions) == 1 else None
    _compare_and_set(
        meeting, seen, case_bringer=member, question=question, state=_back(meeting), reserve=_reserve(meeting, member)
    )
    meeting.refresh_from_db()
    tell.chosen(meeting)
    record(
        "sessions_app.case_bringer_named",
        by=by,
        scope=f"circle:{member.circle_id}",
        number=meeting.number,
        person=member.user,
    )
    return meeting


def _refuse_who_is_not_there(meeting: Meeting, member: Membership) -> None:
    if pauses.is_paused(member, meeting.date):
        raise Refused(_("%(name)s pauses on that day.") % {"name": member.user.first_name})
    if guest := substitutes.instead_of(meeting, member):
        raise Refused(
            _("%(guest)s comes to this meeting instead of %(name)s, so %(name)s cannot bring in.")
            % {"guest": guest.name, "name": member.user.first_name}
        )


@transaction.atomic
def bring_in_instead(*, meeting: Meeting, member: Membership, by) -> Meeting:
    """At the table itself: ``member`` brings in now, with the first question they have ready.

    Only by who leads the meeting, while it is going on. The caller has seen to it that nothing was written yet.
    """
    if by.pk not in {meeting.facilitator_id, meeting.deputy_id} or meeting.state != Meeting.State.LIVE:
        raise Http404
    question = _usable(meeting, member).first()
    if question is None:
        raise Refused(_("%(name)s has no question ready. Ask for one first.") % {"name": member.user.first_name})
    meeting.case_bringer, meeting.question = member, question
    meeting.save(update_fields=["case_bringer", "question"])
    scope = f"circle:{member.circle_id}"
    record("sessions_app.case_bringer_named", by=by, scope=scope, number=meeting.number, person=member.user)
    return meeting


@transaction.atomic
def unassign(*, meeting: Meeting, seen: int | None, by) -> Meeting:
    """Nobody brings in (yet). A confirmed meeting is no longer confirmed."""
    require(meeting_for(by, meeting.pk), "meeting.assign")
    meeting = Meeting.objects.select_related("season__circle").get(pk=meeting.pk)
    if meeting.case_bringer_id is None:
        return meeting
    _compare_and_set(meeting, seen, case_bringer=None, question=None, state=_back(meeting))
    meeting.refresh_from_db()
    scope = f"circle:{meeting.season.circle_id}"
    record("sessions_app.case_bringer_gone", by=by, scope=scope, number=meeting.number)
    return meeting


@transaction.atomic
def name_reserve(*, meeting: Meeting, member: Membership | None, by) -> Meeting:
    """Who brings in when the case-bringer cannot."""
    require(meeting_for(by, meeting.pk), "meeting.assign")
    if member and (member.left_at or member.pk == meeting.case_bringer_id):
        raise Refused(_("The reserve is somebody else than the case-bringer."))
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state not in OPEN:
        raise Refused(_("This meeting is over."))
    if meeting.case_bringer_id and member and meeting.case_bringer_id == member.pk:
        raise Refused(_("The reserve is somebody else than the case-bringer."))
    meeting.reserve = member
    meeting.save(update_fields=["reserve"])
    return meeting


@transaction.atomic
def choose_question(*, meeting: Meeting, question: Question, by) -> Meeting:
    """Which of the case-bringer's shared questions is central."""
    require(meeting_for(by, meeting.pk), "meeting.choose")
    meeting = Meeting.objects.select_related("season__circle", "case_bringer").get(pk=meeting.pk)
    if meeting.case_bringer is None or question not in _usable(meeting, meeting.case_bringer):
        if question.pk == meeting.question_id:
            return meeting
        raise Refused(_("This question cannot be chosen: it is not shared, or it is central in another meeting."))
    _compare_and_set(meeting, meeting.case_bringer_id, question=question)
    meeting.refresh_from_db()
    scope = f"circle:{meeting.season.circle_id}"
    record("sessions_app.question_chosen", by=by, scope=scope, number=meeting.number)
    return meeting


def _usable(meeting, member):
    """The member's questions that can be chosen, locked so that none is taken back at this moment."""
    return queries.usable_questions(meeting.season.circle_id).filter(author=member).select_for_update(of=("self",))


def _back(meeting):
    """A confirmed meeting whose case changes has to be confirmed again."""
    return Meeting.State.SCHEDULED if meeting.state == Meeting.State.CONFIRMED else meeting.state


def _reserve(meeting, member):
    return None if meeting.reserve_id == member.pk else meeting.reserve


def _compare_and_set(meeting, seen, **change):
    try:
        with transaction.atomic():
            changed = Meeting.objects.filter(pk=meeting.pk, case_bringer_id=seen, state__in=OPEN).update(**change)
    except IntegrityError:
        raise Refused(_("This question is already central in another meeting.")) from None
    if not changed:
        raise Refused(_("Somebody else just chose who brings in. Look at it again."))
