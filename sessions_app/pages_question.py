"""What the pages about questions show."""

from circles.access import circle_for
from circles.models import Circle

from .access import CircleStanding
from .advice import advice, tips, works
from .forms_question import STEPS
from .models import Meeting
from .queries import shared_questions


def mine(user) -> dict:
    """My questions per circle; a circle whose agreement I have not signed shows none."""
    seats = user.memberships.filter(left_at__isnull=True).exclude(circle__state=Circle.State.CLOSED)
    parts = []
    for seat in seats.select_related("circle").order_by("circle__name"):
        standing = CircleStanding(circle_for(user, seat.circle_id))
        questions = _rows(seat.questions.filter(withdrawn_at__isnull=True)) if standing.may("question.write") else []
        parts.append({"circle": seat.circle, "signed": standing.has_signed, "rows": questions})
    return {"parts": parts}


def of_circle(standing) -> dict:
    rows = _rows(shared_questions(standing.circle))
    return {"standing": standing, "circle": standing.circle, "rows": rows}


def question(standing) -> dict:
    row = standing.question
    meeting = Meeting.objects.filter(question=row).exclude(state="cancelled").select_related("season").first()
    was_held = bool(meeting and meeting.state == Meeting.State.DONE)
    return {
        "standing": standing,
        "question": row,
        "circle": standing.circle,
        "meeting": meeting,
        "was_held": was_held,
        "author_here": standing.is_author,
        "may_write": standing.is_author and not (meeting and meeting.state in {"live", "done"}),
        "may_take_back": standing.is_author and meeting is None,
    }


def writing(standing, form, step) -> dict:
    """One step, with what was given in the earlier ones above it."""
    row = standing.question
    names = list(STEPS)
    return (
        question(standing)
        | {
            "form": form,
            "step": step,
            "number": names.index(step) + 1,
            "steps": len(names),
            "before": names[: names.index(step)],
        }
        | coached(row)
    )


def coached(row) -> dict:
    checks = advice(row.text, row.situation, row.why_me, row.touches)
    return {"question": row, "works": works(checks), "tips": tips(checks), "length": len(row.text)}


def _rows(questions) -> list[dict]:
    questions = list(questions)
    meetings = Meeting.objects.filter(question__in=questions).exclude(state="cancelled").select_related("season")
    central = {meeting.question_id: meeting for meeting in meetings}
    return [{"question": question, "meeting": central.get(question.pk)} for question in questions]
