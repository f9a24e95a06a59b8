"""Begin, save, share and take back a question. Everything somebody wrote stays in the vault."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.models import Circle, Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app.access import inside_circle, question_for
from sessions_app.models import Meeting, Question
from sessions_app.rights import require

WRITTEN = ("kind", "text", "situation", "tried", "why_me", "touches")


class ChangedElsewhere(Refused):
    """Another tab or device saved in between. Nothing was overwritten."""


@transaction.atomic
def begin_question(*, circle: Circle, by) -> Question:
    """An empty question, private. One that is still empty is used again."""
    standing = inside_circle(by, circle.pk)
    require(standing, "question.write")
    # A second press of the button waits for the first.
    Membership.objects.select_for_update(no_key=True).get(pk=standing.membership.pk)
    mine = Question.objects.filter(
        author=standing.membership, shared_at__isnull=True, withdrawn_at__isnull=True, version=1
    )
    return mine.first() or Question.objects.create(circle=circle, author=standing.membership)


@transaction.atomic
def save_question(*, question: Question, fields: dict, seen: int, by) -> Question:
    """Keep what was written; ``seen`` is the version on the screen. Raises ChangedElsewhere when that is not the newest.

    ``fields`` may hold some of WRITTEN. A shared question keeps its sentence. After the meeting the wording stands.
    """
    _mine(question, by)
    row = _locked(question)
    if _is_central(row, Meeting.State.LIVE, Meeting.State.DONE):
        raise Refused(_("This question was central in a meeting; its wording stands."))
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed:
        return row
    if row.version != seen:
        raise ChangedElsewhere(_("You changed this question in another tab or on another device."))
    if row.shared_at and not changed.get("text", row.text).strip():
        raise Refused(_("A shared question keeps its sentence. Take it back first."))
    for name, value in changed.items():
        setattr(row, name, value)
    row.version, row.changed_at = row.version + 1, timezone.now()
    row.save(update_fields=[*changed, "version", "changed_at"])
    return row


@transaction.atomic
def share_question(*, question: Question, by) -> Question:
    """From now on the circle's members and facilitators read it; the coordinator sees that it is there."""
    _mine(question, by)
    row = _locked(question)
    if row.withdrawn_at:
        raise Refused(_("You threw this question away."))
    if row.shared_at:
        return row
    if not row.text.strip():
        raise Refused(_("Write your question in one sentence first. Then you can share it."))
    row.shared_at = timezone.now()
    row.save(update_fields=["shared_at"])
    record("sessions_app.question_shared", by=by, scope=f"circle:{row.circle_id}")
    return row


@transaction.atomic
def unshare_question(*, question: Question, by) -> Question:
    """Private again. Refused once it was chosen for a meeting."""
    _mine(question, by)
    row = _locked(question)
    _refuse_chosen(row)
    if row.shared_at:
        row.shared_at = None
        row.save(update_fields=["shared_at"])
        record("sessions_app.question_unshared", by=by, scope=f"circle:{row.circle_id}")
    return row


@transaction.atomic
def discard_question(*, question: Question, by) -> None:
    """Gone for good, with everything that was written. Refused once it was chosen for a meeting."""
    _mine(question, by)
    row = _locked(question)
    _refuse_chosen(row)
    was_shared = row.shared_at is not None
    Meeting.objects.filter(question=row, state=Meeting.State.CANCELLED).update(question=None)
    row.delete()
    if was_shared:
        record("sessions_app.question_unshared", by=by, scope=f"circle:{question.circle_id}")


@transaction.atomic
def tell_outcome(*, question: Question, outcome: str, by) -> Question:
    """What the author did with it, after the meeting."""
    _mine(question, by)
    row = _locked(question)
    if not _is_central(row, Meeting.State.DONE):
        raise Refused(_("You can tell this after the meeting about your question."))
    row.outcome = outcome
    row.save(update_fields=["outcome"])
    return row


def _mine(question, by):
    standing = question_for(by, question.pk)
    require(standing, "question.write")
    if not standing.is_author:
        raise Refused(_("Only who wrote a question changes it."))


def _locked(question):
    return Question.objects.select_for_update().get(pk=question.pk)


def _is_central(question, *states):
    return Meeting.objects.filter(question=question, state__in=states).exists()


def _refuse_chosen(question):
    if Meeting.objects.filter(question=question).exclude(state=Meeting.State.CANCELLED).exists():
        raise Refused(_("This question was chosen for a meeting. Talk to your facilitator if you want to change that."))
