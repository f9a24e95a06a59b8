"""What a date poll asks of the coordinator: remind who did not answer, or pick."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles.desk import NOW, SOON, Signal
from circles.models import Membership

from . import polls
from .domain.poll_mails import asked_today
from .models import Poll


@dataclass(frozen=True)
class PollNow:
    """A poll that is on. ``owing``: how many members still have a date to answer; ``asked``: all of them were today."""

    poll: Poll
    owing: int
    asked: bool


def polls_on(circle_ids) -> dict[int, PollNow]:
    """By circle, the newest of each, also beside a season that is on. One query, and five more when there is a poll."""
    on = Poll.objects.on().filter(season__circle__in=circle_ids)
    on = on.exclude(season__circle__state="closed").select_related("season__circle")
    found = list(on.order_by("opened_at"))
    if not found:
        return {}
    by_circle = {poll.season.circle_id: poll for poll in found}
    members = defaultdict(list)
    for member in Membership.objects.filter(circle__in=by_circle, left_at__isnull=True):
        members[by_circle[member.circle_id].pk].append(member)
    boards = polls.boards(found, members)
    asked = asked_today(boards, {member.user_id for board in boards.values() for member in board.owing})
    return {
        circle_id: PollNow(
            poll,
            len(boards[poll.pk].owing),
            all((poll.pk, member.user_id) in asked for member in boards[poll.pk].owing),
        )
        for circle_id, poll in by_circle.items()
    }


def of_poll(now: PollNow) -> Signal:
    """The term has passed or everybody answered: pick. Else remind who did not."""
    season = now.poll.season_id
    overview = reverse("sessions_app:poll_overview", args=[season])
    if not polls.takes_answers(now.poll):
        return Signal("poll_over", NOW, _("the term passed for who can when"), _("Pick the dates"), overview)
    if not now.owing:
        return Signal("poll_done", SOON, _("everybody said when they can come"), _("Pick the dates"), overview)
    words = ngettext(
        "%(n)s member did not say yet when they can come", "%(n)s members did not say yet when they can come", now.owing
    )
    address = reverse("sessions_app:poll_remind", args=[season])
    return Signal("poll", SOON, words % {"n": now.owing}, _("Remind them"), address, does=True, asked=now.asked)
