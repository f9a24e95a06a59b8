"""The facilitator opens the room: the run gets its own copy of the method, and the meeting is live."""

import time
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from circles.models import Membership
from intervision.access import TalkStanding, talk_for
from intervision.engine import Method, start
from intervision.ledger import person
from intervision.models import Run, RunLog
from intervision.rights import require
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from sessions_app.domain.lead import name_deputy
from sessions_app.models import Attendance, Meeting

from .arrive import arrive


@transaction.atomic
def start_run(
    *, by: TalkStanding, method: Method, minutes: Mapping[str, int] | None = None, deputy: User | None = None
) -> Run:
    """The new run, at its first step with the clock running.

    Takes part from the start: the case-bringer and who is here already; who comes later joins. ``minutes`` by step key
    differ from the method's own; ``deputy`` is named to take over when who leads is away. Refused when the meeting is
    not confirmed or a run is open already.
    """
    # First the seat, then the meeting, as for who leaves: the case-bringer cannot go while the room opens.
    bringer = Membership.objects.select_for_update().filter(pk=by.meeting.case_bringer_id, left_at=None)
    is_here = bringer.exists()
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=by.meeting.pk)
    require(talk_for(by.user, meeting.pk), "run.start")
    _refuse_too_early_or_twice(meeting, is_here=is_here)
    arrive(by=by)
    if deputy:
        name_deputy(meeting=meeting, deputy=deputy, by=by.user)
    plan = [(minutes or {}).get(step.key, step.minutes) for step in method.steps]
    try:
        with transaction.atomic():
            run = Run.objects.create(
                meeting=meeting,
                method_key=method.key,
                method=method.to_dict(),
                state=_first_state(by, meeting, method, plan).to_dict(),
                facilitator=by.user,
            )
    except IntegrityError as error:
        raise Refused(_("The room is open already.")) from error
    Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CONFIRMED).update(state=Meeting.State.LIVE)
    RunLog.objects.create(run=run, by=by.user, action="started", facts={"method": method.key})
    record(
        "intervision.run_started",
        by=by.user,
        scope=f"circle:{by.circle.pk}",
        number=meeting.number,
        method=method.name.say(by.user.language),
    )
    return run


def _refuse_too_early_or_twice(meeting: Meeting, *, is_here: bool) -> None:
    if Run.objects.filter(meeting=meeting, closed_at__isnull=True).exists():
        raise Refused(_("The room is open already."))
    if not is_here or meeting.state not in {Meeting.State.CONFIRMED, Meeting.State.LIVE}:
        raise Refused(_("A meeting can start when it is confirmed: with a date, a case-bringer and a question."))


def _first_state(by: TalkStanding, meeting: Meeting, method: Method, plan: Sequence[int]):
    here = set(
        Attendance.objects.filter(meeting=meeting, present_from__isnull=False, present_until__isnull=True).values_list(
            "membership_id", flat=True
        )
    )
    seats = by.circle.memberships.filter(left_at__isnull=True).order_by("seat").values_list("pk", "user_id")
    facilitator = by.user.pk
    people = [person(user) for pk, user in seats if pk in here or pk == meeting.case_bringer_id or user == facilitator]
    deputies = {meeting.facilitator_id, meeting.deputy_id} - {facilitator, None, by.meeting.case_bringer.user_id}
    return start(
        method,
        people=people,
        facilitator=person(facilitator),
        bringers=[person(by.meeting.case_bringer.user_id)],
        deputy=person(min(deputies)) if deputies else "",
        now_ms=time.time_ns() // 1_000_000,
        plan=plan,
    )
