"""The case-bringer says what they are going to do, during the meeting or afterwards."""

import datetime

from django.db import transaction
from django.http import Http404

from intervision.access import TalkStanding, harvest_for
from intervision.models import Harvest
from intervision.rights import require


@transaction.atomic
def commit(*, by: TalkStanding, real_question: str, commitment: str, due: datetime.date | None) -> Harvest:
    """The harvest with the case-bringer's own lines changed. Also changes the question's own history.

    Http404 before there is a harvest.
    """
    harvest = Harvest.objects.select_for_update().filter(meeting=by.meeting).first()
    require(harvest_for(by.user, by.meeting.pk), "harvest.commit")
    if harvest is None:
        raise Http404
    harvest.real_question, harvest.commitment, harvest.commitment_due = real_question, commitment, due
    harvest.save(update_fields=["real_question", "commitment", "commitment_due"])
    question = by.meeting.question
    question.real_text = real_question
    question.save(update_fields=["real_text"])
    return harvest
