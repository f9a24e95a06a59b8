"""What meetings keep about somebody, with the questions they wrote: to take along, and to forget."""

from django.utils.translation import gettext_lazy

from circles.access import addresses_of
from praktijkkring.accounts import erase, export

from . import lost_lead
from .domain import wipe
from .models import GuestPass, PollAnswer, Question, Stay


def questions(user) -> list[dict]:
    """Their own questions, in circles whose content was not erased."""
    mine = Question.objects.filter(author__user=user, circle__erased_at__isnull=True).select_related("circle")
    return [
        {
            "circle": row.circle.name,
            "written": row.created_at,
            "last_changed": row.changed_at,
            "shared": row.shared_at,
            "question": str(row.text),
            "what_happens": str(row.situation),
            "what_you_tried": str(row.tried),
            "why_this_is_yours": str(row.why_me),
            "touches_you": row.touches,
            "real_question": str(row.real_text),
            "what_you_did_with_it": str(row.outcome),
        }
        for row in mine
    ]


def guest_passes(user) -> list[dict]:
    rows = GuestPass.objects.filter(email__in=addresses_of(user)) | GuestPass.objects.filter(user=user)
    return [
        {
            "circle": row.meeting.season.circle.name,
            "date": row.meeting.date,
            "as": row.get_kind_display(),
            "state": row.get_state_display(),
            "signed": row.signed_at,
            "promise": row.promise_version,
        }
        for row in rows.select_related("meeting__season__circle").distinct()
    ]


def stays(user) -> list[dict]:
    """What they said when they were asked whether they stay."""
    rows = Stay.objects.filter(membership__user=user).select_related("season__circle")
    return [
        {
            "circle": row.season.circle.name,
            "after_season": row.season.name,
            "asked": row.asked_at,
            "said": row.get_answer_display() if row.answer else "",
            "when": row.answered_at,
        }
        for row in rows
    ]


def poll_answers(user) -> list[dict]:
    """When they said that they can come."""
    rows = PollAnswer.objects.filter(membership__user=user).select_related("proposed__poll__season__circle")
    return [
        {
            "circle": row.proposed.poll.season.circle.name,
            "season": row.proposed.poll.season.name,
            "date": row.proposed.date,
            "said": row.get_answer_display(),
            "when": row.answered_at,
        }
        for row in rows.order_by("proposed__date", "pk")
    ]


def forget(user) -> None:
    """Who signed stays, without name or address, so that a circle knows that somebody was there; the rest is gone.

    So are their questions; of one that a meeting was about an empty row stays, because that meeting had one.
    """
    wipe.wipe_own(user)
    signed = GuestPass.objects.filter(user=user)
    for row in signed.filter(state=GuestPass.State.SIGNED).select_related("meeting__season"):
        lost_lead.announce(row.meeting, user.pk)
    GuestPass.objects.filter(email__in=addresses_of(user), user=None).delete()
    signed.update(email="", name="", state=GuestPass.State.WITHDRAWN)
    Stay.objects.filter(membership__user=user).delete()
    PollAnswer.objects.filter(membership__user=user).delete()


export.register("sessions_app.questions", gettext_lazy("Your questions, and what became of them"), questions)
export.register("sessions_app.guest", gettext_lazy("Meetings where you were asked as a guest"), guest_passes)
export.register("sessions_app.stays", gettext_lazy("Whether you wanted to stay for a next season"), stays)
export.register("sessions_app.poll", gettext_lazy("When you said that you can come"), poll_answers)
erase.register(forget)
