"""Who may no longer read along leaves the table: nobody waits for their card, and no turn comes to an empty chair."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from circles.models import Circle, Membership
from intervision.engine import Leave, State
from intervision.ledger import person
from intervision.models import Run
from praktijkkring.models import User
from sessions_app.guests import good_passes
from sessions_app.models import Meeting

from .act import Outcome, act


@dataclass(frozen=True)
class Gone:
    """What leaving needs to know of who left. Follows nothing and reads nothing."""

    user: User
    circle: Circle
    meeting: Meeting
    run: Run


@transaction.atomic
def leave_table(*, run_id: int, user_id: int) -> Outcome | None:
    """Called when somebody lost their seat, their pass or their lead. None when they stay in the run.

    Who only has to sign again keeps the chair. So do the case-bringer, whose case it is, and who leads: of them it is
    said that they are away, and somebody takes over by hand. What was laid on the table lies there.
    """
    runs = Run.objects.select_for_update(of=("self",), no_key=True).select_related("meeting__season__circle")
    run = runs.filter(pk=run_id, closed_at__isnull=True).first()
    if run is None or _belongs(run.meeting, user_id):
        return None
    state, who = State.from_dict(run.state), person(user_id)
    if who in {state.leader, *state.bringers} or who not in {*state.people, *state.observers}:
        return None
    gone = Gone(User.objects.get(pk=user_id), run.meeting.season.circle, run.meeting, run)
    return act(by=gone, command=Leave(who), leader=state.leader)


def _belongs(meeting: Meeting, user_id: int) -> bool:
    seat = Membership.objects.filter(circle=meeting.season.circle_id, user=user_id, left_at__isnull=True)
    leads = Meeting.objects.filter(Q(facilitator=user_id) | Q(deputy=user_id), pk=meeting.pk)
    return any(rows.exists() for rows in (seat, leads, good_passes(meeting.pk).filter(user=user_id)))
