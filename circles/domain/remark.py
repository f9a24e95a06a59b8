"""What a coordinator keeps about applicants while composing: notes, lines of management, registers that count."""

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from circles.access import must_coordinate
from circles.models import ApplicantNote, Circle, Interest, Register, SameLine
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused

MOST_NOTES = 50


@transaction.atomic
def note(*, by, interest: Interest, text: str) -> ApplicantNote:
    """Only coordinators of the circle read it; the applicant gets it with their own data."""
    must_coordinate(by, interest.circle)
    if interest.notes.count() >= MOST_NOTES:
        raise Refused(_("There are enough notes about this person. First take one away."))
    return ApplicantNote.objects.create(circle_id=interest.circle_id, interest=interest, author=by, text=text.strip())


@transaction.atomic
def forget_note(*, by, interest: Interest, note_id) -> None:
    """Http404 for a note about somebody else."""
    must_coordinate(by, interest.circle)
    if not ApplicantNote.objects.filter(pk=note_id, interest=interest).delete()[0]:
        raise Http404


@transaction.atomic
def mark_line(*, by, circle: Circle, one, other, relation: str) -> SameLine | None:
    """``relation``: "under" (one works under other), "over", "same", or "none" to take the mark away."""
    must_coordinate(by, circle)
    if one == other:
        raise Refused(_("Choose two different people."))
    pair = Q(one=one, other=other) | Q(one=other, other=one)
    SameLine.objects.filter(pair, circle=circle).delete()
    record("circles.line_marked", by=by, scope=f"circle:{circle.pk}")
    if relation == "none":
        return None
    if relation == "over":
        one, other = other, one
    return SameLine.objects.create(circle=circle, one=one, other=other, is_under=relation != "same", by=by)


@transaction.atomic
def count_registers(*, by, circle: Circle, registers: list[Register]) -> None:
    """For which registers the meetings of this circle have to count."""
    must_coordinate(by, circle)
    circle.registers.set(registers)
    record("circles.registers", by=by, scope=f"circle:{circle.pk}")
