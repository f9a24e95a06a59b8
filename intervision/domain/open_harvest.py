"""A meeting was held without the live room: it gets an empty harvest, and the case-bringer is asked to fill it."""

from django.db import transaction
from django.utils.translation import gettext as _

from intervision.models import Harvest
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.outbox.post import post
from sessions_app.access import meeting_for
from sessions_app.models import Meeting
from sessions_app.rights import require


@transaction.atomic
def open_harvest(*, meeting: Meeting, by) -> Harvest:
    """The harvest with the question of that meeting, copied unseen. Refused before it was held, or when there is one.

    For the coordinator, who gets to read nothing of it.
    """
    require(meeting_for(by, meeting.pk), "meeting.plan")
    people = Meeting.objects.select_for_update(of=("self",))
    meeting = people.select_related("season", "question", "case_bringer__user").get(pk=meeting.pk)
    if meeting.state != Meeting.State.DONE:
        raise Refused(_("A harvest is written down when the meeting was held."))
    if Harvest.objects.filter(meeting=meeting).exists():
        raise Refused(_("This meeting has a harvest already."))
    circle_id = meeting.season.circle_id
    harvest = Harvest.objects.create(circle_id=circle_id, meeting=meeting, first_question=meeting.question.text)
    if meeting.case_bringer.left_at is None:
        key, refs = f"intervision.harvest_asked:{meeting.pk}", {"meeting_id": meeting.pk}
        post(kind="intervision.harvest_asked", key=key, to=meeting.case_bringer.user, refs=refs)
    record("intervision.harvest_opened", by=by, scope=f"circle:{circle_id}", number=meeting.number)
    return harvest
