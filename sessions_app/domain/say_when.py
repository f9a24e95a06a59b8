"""A member says on which of the proposed dates they can come."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Membership
from praktijkkring.errors import Refused
from sessions_app import polls
from sessions_app.models import Poll, PollAnswer, ProposedDate


@transaction.atomic
def say_when(*, poll: Poll, member: Membership, answers: dict[int, str], by) -> None:
    """``answers`` maps ids of proposed dates to yes, maybe or no; the last word on each date counts.

    Http404 for somebody else's chair. Refused after the term, without a seat, and for a date that is no longer
    proposed; then nothing of it is stored.
    """
    if member.user_id != by.pk:
        raise Http404
    seat = Membership.objects.select_for_update(no_key=True).filter(pk=member.pk, left_at__isnull=True)
    poll = Poll.objects.select_for_update(no_key=True, of=("self",)).select_related("season__circle").filter(pk=poll.pk)
    poll = poll.first()
    if not seat.exists() or poll is None or poll.season.circle_id != member.circle_id:
        raise Refused(_("You have no seat in this circle any more."))
    if poll.stopped_at:
        raise Refused(_("The circle is no longer asked who can when; what people said has lapsed."))
    if not polls.takes_answers(poll):
        raise Refused(_("The term has passed or the dates were picked: answers are no longer taken."))
    if set(answers.values()) - set(PollAnswer.Answer.values):
        raise Refused(_("Choose one of the three answers."))
    known = dict(ProposedDate.objects.filter(poll=poll, pk__in=answers).values_list("pk", "date"))
    if answers.keys() - known.keys():
        raise Refused(_("One of these dates was just changed. Look at them again; your other answers are kept."))
    if any(date < polls.today() for date in known.values()):
        raise Refused(_("One of these dates is past. Look at them again."))
    for proposed_id, answer in answers.items():
        PollAnswer.objects.update_or_create(
            proposed_id=proposed_id,
            membership=member,
            defaults={"answer": answer, "answered_at": timezone.now()},
        )
