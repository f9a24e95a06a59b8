"""The coordinator asks once more: who did not answer, or who has no question yet. Each at most once a day."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from praktijkkring.outbox.post import post
from sessions_app import queries, substitutes
from sessions_app.access import meeting_for
from sessions_app.models import Attendance, Meeting
from sessions_app.rights import require
from sessions_app.states import ASKED


@transaction.atomic
def ask_who_comes(*, meeting: Meeting, by) -> int:
    """How many are reminded to answer. Refused when all did, or when each of them had a mail about it today."""
    require(meeting_for(by, meeting.pk), "meeting.plan")
    meeting = _still_asked(meeting)
    answered = Attendance.objects.filter(meeting=meeting).exclude(answer="").values("membership")
    silent = queries.members(meeting.season.circle_id).exclude(pk__in=answered).exclude(pk__in=substitutes.of(meeting))
    told = [member for member in silent if _post("unanswered", meeting, member)]
    if not told:
        raise Refused(_("Everybody answered, or was reminded today already."))
    record("sessions_app.asked_who_comes", by=by, scope=f"circle:{meeting.season.circle_id}", number=meeting.number)
    return len(told)


@transaction.atomic
def ask_for_the_case(*, meeting: Meeting, by) -> None:
    """The case-bringer is reminded to choose a question. Refused when there is one, or after a mail today."""
    require(meeting_for(by, meeting.pk), "meeting.plan")
    meeting = _still_asked(meeting)
    if meeting.case_bringer_id is None or meeting.question_id:
        raise Refused(_("Nobody brings in without a question here."))
    if not _post("chosen", meeting, meeting.case_bringer):
        raise Refused(_("This person was reminded today already."))
    who = meeting.case_bringer.user
    record("sessions_app.asked_for_the_case", by=by, scope=f"circle:{meeting.season.circle_id}", who=who)


def _still_asked(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("season").get(pk=meeting.pk)
    if meeting.state not in ASKED:
        raise Refused(_("This meeting is no longer to come."))
    return meeting


def _post(kind: str, meeting: Meeting, member) -> bool:
    """False when there was a mail about the same today, by hand or by the clock."""
    kind, today = f"sessions_app.{kind}", timezone.localdate()
    if (meeting.pk, member.pk) in asked_today(kind, [member.user_id]):
        return False
    refs = {"meeting_id": meeting.pk, "membership_id": member.pk, "date": meeting.date.isoformat()}
    key = f"{kind}:{meeting.pk}:{member.pk}:{refs['date']}:{today.isoformat()}"
    post(kind=kind, key=key, to=member.user, refs=refs)
    return True


def asked_today(kind: str, user_ids) -> set[tuple[int, int]]:
    """Meeting and membership of every mail of this kind that went to these people today. One query."""
    mails = Message.objects.filter(kind=kind, to_user__in=user_ids, created_at__date=timezone.localdate())
    return set(mails.values_list("refs__meeting_id", "refs__membership_id"))
