"""A member's one sentence of a meeting: keep it, change it, share it or take it back."""

from django.db import transaction
from django.http import Http404

from intervision.access import TalkStanding, harvest_for
from intervision.models import Harvest, Insight
from intervision.rights import require
from sessions_app.models import Meeting


@transaction.atomic
def keep_insight(*, by: TalkStanding, text: str, shared: bool) -> Insight | None:
    """The insight of ``by`` for this meeting as it now is; None when the text is empty, for then it is gone.

    Http404 before there is a harvest. Nobody can do this for somebody else. It leaves no trace in the audit: whether somebody has one is theirs.
    """
    # Two devices of one person: the second waits for the first instead of making another row.
    Meeting.objects.select_for_update(no_key=True).get(pk=by.meeting.pk)
    require(harvest_for(by.user, by.meeting.pk), "insight.write")
    if not Harvest.objects.filter(meeting=by.meeting).exists():
        raise Http404
    insight = Insight.objects.filter(meeting=by.meeting, author=by.membership).first()
    if not text.strip():
        if insight:
            insight.delete()
        return None
    if insight is None:
        return Insight.objects.create(
            circle=by.circle, meeting=by.meeting, author=by.membership, text=text.strip(), shared=shared
        )
    insight.text, insight.shared = text.strip(), shared
    insight.save(update_fields=["text", "shared"])
    return insight
