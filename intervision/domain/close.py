"""Close the run: apply what is kept, fill the harvest, and the meeting is done."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from circles.models import Membership
from intervision.access import RunStanding
from intervision.engine import Close, Fate, Item, fates
from intervision.engine import Harvest as Line
from intervision.engine import harvest as lines_of
from intervision.ledger import items_of, method_of
from intervision.models import Harvest, Insight, Run
from praktijkkring.audit.record import record
from sessions_app.domain.guest import put_guests_out
from sessions_app.models import Attendance, Meeting, Question

from .act import Outcome, act

LONGEST = {"real_question": 300, "commitment": 1000, "agreements": 4000}


@transaction.atomic
def close(*, by: RunStanding, seen: int | None = None, leader: str = "") -> Outcome:
    """The closed run. Contributions marked "none" and what was never opened are erased; the harvest is filled.

    ``leader``: in whose place, when the run was left open (close_left_open.py).
    """
    outcome = act(by=by, command=Close(), seen=seen, leader=leader)
    run, state = outcome.run, outcome.decision.state
    method = method_of(run)
    rows = {str(row.pk): row for row in run.contributions.all()}
    items = items_of(rows.values())
    lines = lines_of(method, state, items)
    _fill_harvest(by, run, lines, rows)
    _keep_insights(by, lines[Line.INSIGHT], rows)
    _apply(run, fates(method, state, items))
    _erase_what_guests_took_home(run, lines[Line.INSIGHT])
    if not leader:  # who was there when a run was left open is for the coordinator to say
        _who_brought_in_was_there(by, run)
    now = timezone.now()
    Attendance.objects.filter(meeting=run.meeting_id, present_from__isnull=False, present_until__isnull=True).update(
        present_until=now
    )
    Meeting.objects.filter(pk=run.meeting_id, state=Meeting.State.LIVE).update(state=Meeting.State.DONE)
    put_guests_out(by.meeting)
    record("intervision.run_closed", by=by.user, scope=f"circle:{by.circle.pk}", number=by.meeting.number)
    return outcome


def _who_brought_in_was_there(by: RunStanding, run: Run) -> None:
    """They have their place from the start, and take no chair that would be noted."""
    if by.meeting.case_bringer_id:
        row, _made = Attendance.objects.get_or_create(meeting=by.meeting, membership_id=by.meeting.case_bringer_id)
        Attendance.objects.filter(pk=row.pk, present_from__isnull=True).update(present_from=run.started_at)


def _fill_harvest(by: RunStanding, run: Run, lines, rows) -> None:
    question = Question.objects.select_for_update(of=("self",)).get(pk=by.meeting.question_id)
    found = Harvest.objects.filter(meeting=run.meeting_id).first()
    harvest = found or Harvest(circle=by.circle, meeting_id=run.meeting_id)
    harvest.first_question = question.text
    harvest.real_question = _last(lines[Line.REAL_QUESTION], rows, "real_question") or harvest.real_question
    harvest.commitment = _last(lines[Line.COMMITMENT], rows, "commitment") or harvest.commitment
    agreed = "\n".join(rows[item.id].text for item in lines[Line.AGREEMENT])
    harvest.agreements = agreed[: LONGEST["agreements"]] or harvest.agreements
    harvest.save(force_insert=found is None)
    if harvest.real_question:
        question.real_text = harvest.real_question
        question.save(update_fields=["real_text"])


def _last(items: tuple[Item, ...], rows, line: str) -> str:
    return rows[items[-1].id].text[: LONGEST[line]] if items else ""


def _keep_insights(by: RunStanding, items: tuple[Item, ...], rows) -> None:
    """One sentence per member, the last they wrote. What they kept to themself stays theirs alone."""
    seats = {str(seat.user_id): seat for seat in Membership.objects.filter(circle=by.circle, left_at__isnull=True)}
    for item in items:
        author = seats.get(item.author)
        if author is None:
            continue  # a facilitator from outside has no question of their own in this circle
        Insight.objects.filter(meeting=by.meeting, author=author).delete()
        Insight.objects.create(
            circle=by.circle,
            meeting=by.meeting,
            author=author,
            text=rows[item.id].text[:500],
            shared=not item.private,
        )


def _erase_what_guests_took_home(run: Run, insights: tuple[Item, ...]) -> None:
    """Their pass ends here, and there is nowhere they could read it: nobody keeps it for them either."""
    theirs = run.contributions.filter(author_user__guest_passes__meeting=run.meeting_id, author__isnull=True)
    theirs.filter(Q(keep=Fate.AUTHOR) | Q(pk__in=[item.id for item in insights])).delete()


def _apply(run: Run, what_becomes: dict[str, Fate]) -> None:
    by_fate: dict[Fate, list[str]] = {}
    for item_id, fate in what_becomes.items():
        by_fate.setdefault(fate, []).append(item_id)
    run.contributions.filter(pk__in=by_fate.pop(Fate.ERASED, [])).delete()
    for fate, ids in by_fate.items():
        run.contributions.filter(pk__in=ids).update(keep=fate.value)
