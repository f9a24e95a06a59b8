"""The mails of seasons and meetings: asked again at the moment of sending, never with content."""

import datetime as dt

from circles import pauses
from circles.access import coordinators_of
from circles.models import Membership
from praktijkkring.models import User
from praktijkkring.outbox.kinds import Letter, mail_kind

from . import calendar, reminders, substitutes
from .dates_together import sent_with
from .domain.remind import facts_of
from .guests import GOOD, is_over
from .models import Attendance, GuestPass, Meeting, OwnEntry
from .queries import usable_questions
from .states import ASKED
from .tokens import answer_token, guest_token


def _meeting(message) -> Meeting | None:
    people = ("season__circle", "facilitator", "deputy", "case_bringer__user")
    return Meeting.objects.filter(pk=message.refs["meeting_id"]).select_related(*people).first()


def _seat(message, meeting) -> Membership | None:
    if message.to_user is None or not message.to_user.is_active:
        return None
    return Membership.objects.filter(
        circle=meeting.season.circle_id, user=message.to_user, left_at__isnull=True
    ).first()


def _has_to_do_with(message, meeting) -> bool:
    """A seat in the circle, or leading this meeting."""
    user = message.to_user
    if user is None or not user.is_active or meeting.date is None:
        return False
    return _seat(message, meeting) is not None or user.pk in (meeting.facilitator_id, meeting.deputy_id)


def _context(meeting, seat=None) -> dict:
    """Who is replaced by a guest is not asked whether they come."""
    guest = substitutes.instead_of(meeting, seat) if seat else None
    token = answer_token(meeting.pk, seat.pk) if seat and not guest else ""
    return {"meeting": meeting, "circle": meeting.season.circle, "token": token, "substitute": guest}


def _turns(meeting, user) -> int:
    """How often the entry of this one person was taken out or put back."""
    return OwnEntry.objects.filter(meeting=meeting, user=user).values_list("turns", flat=True).first() or 0


def _answer(meeting, seat) -> str:
    row = Attendance.objects.filter(meeting=meeting, membership=seat).first() if seat else None
    return row.answer if row else ""


def _is_away(meeting, seat) -> bool:
    """Pauses on that day, and does not lead there either."""
    leads = seat and seat.user_id in (meeting.facilitator_id, meeting.deputy_id)
    return bool(seat and not leads and pauses.is_paused(seat, meeting.date))


def _is_newest(message, meeting) -> bool:
    """A later change has its own mail: an old one in between would only confuse a calendar."""
    return meeting.sequence == message.refs["sequence"]


@mail_kind("sessions_app.invitation", template="sessions_app/mail/invitation")
def invitation(message) -> Letter | None:
    """Who pauses on that day is asked nothing; their entry comes when they take part again."""
    letter = _with_calendar(message)
    if letter:
        letter.context.update(sent_with(message, letter.context["meeting"]))
    return letter


@mail_kind("sessions_app.moved", template="sessions_app/mail/moved")
def moved(message) -> Letter | None:
    """Who pauses on the new day hears it too, and the entry goes from their calendar."""
    return _with_calendar(message, away=calendar.CANCEL)


def _with_calendar(message, *, away=""):
    """``away``: what the calendar of somebody who pauses is told; nothing is no mail."""
    meeting = _meeting(message)
    if not meeting or meeting.state not in ASKED:
        return None
    if not _is_newest(message, meeting) or not _has_to_do_with(message, meeting):
        return None
    seat = _seat(message, meeting)
    context = _context(meeting, seat)
    context["leads"] = message.to_user_id in (meeting.facilitator_id, meeting.deputy_id)
    context["away"] = _is_away(meeting, seat)
    context["comes"] = _answer(meeting, seat) == Attendance.Answer.YES
    method = away if context["away"] else calendar.REQUEST
    return _letter(message, context, meeting, seat, method) if method else None


def _letter(message, context, meeting, seat, method) -> Letter:
    turns = _turns(meeting, message.to_user)
    part = calendar.invitation(meeting, message.to_user, method, answer=_answer(meeting, seat), turns=turns)
    return Letter(context, calendar=part, calendar_method=method)


@mail_kind("sessions_app.cancelled", template="sessions_app/mail/cancelled")
def cancelled(message) -> Letter | None:
    meeting = _meeting(message)
    if not meeting or meeting.state != Meeting.State.CANCELLED or not _has_to_do_with(message, meeting):
        return None
    return _letter(message, _context(meeting), meeting, _seat(message, meeting), calendar.CANCEL)


@mail_kind("sessions_app.paused", template="sessions_app/mail/paused")
def paused(message) -> Letter | None:
    """The meeting leaves the calendar of who pauses; not when the pause ended before the mail could go."""
    return _of_pause(message, calendar.CANCEL)


@mail_kind("sessions_app.back", template="sessions_app/mail/back")
def back(message) -> Letter | None:
    return _of_pause(message, calendar.REQUEST)


def _of_pause(message, method) -> Letter | None:
    meeting = _meeting(message)
    seat = meeting and _seat(message, meeting)
    if not seat or meeting.state not in ASKED or not _is_newest(message, meeting):
        return None
    is_newest = _turns(meeting, message.to_user) == message.refs["turns"]
    if not is_newest or _is_away(meeting, seat) != (method == calendar.CANCEL):
        return None
    return _letter(message, _context(meeting, seat) | {"member": seat}, meeting, seat, method)


@mail_kind("sessions_app.gone", template="sessions_app/mail/gone", farewell=True)
def gone(message) -> Letter | None:
    """The meeting leaves the calendar of who left; not when they came back before the mail could go.

    With the day as they knew it and without place or link: where the others meet is no longer theirs to know.
    """
    meeting, user, turns = _meeting(message), message.to_user, message.refs["turns"]
    if not meeting or (user and (_has_to_do_with(message, meeting) or _turns(meeting, user) != turns)):
        return None
    meeting.date = dt.date.fromisoformat(message.refs["date"])
    meeting.place = meeting.link = ""
    attendee = user or User(email=message.to_email)
    part = calendar.invitation(meeting, attendee, calendar.CANCEL, turns=turns)
    return Letter(_context(meeting), calendar=part, calendar_method=calendar.CANCEL)


@mail_kind("sessions_app.chosen", template="sessions_app/mail/chosen")
def chosen(message) -> Letter | None:
    meeting = _meeting(message)
    seat = meeting and _seat(message, meeting)
    if not seat or meeting.state not in ASKED or meeting.case_bringer_id != seat.pk:
        return None
    return Letter(_context(meeting, seat) | {"must_choose": meeting.question_id is None})


def _still_due(message) -> tuple[Meeting, Membership] | None:
    """The meeting and the seat, when the date is still the one that the reminder was about."""
    meeting = _meeting(message)
    seat = meeting and _seat(message, meeting)
    if not seat or meeting.state not in ASKED or meeting.date.isoformat() != message.refs["date"]:
        return None
    return meeting, seat


@mail_kind("sessions_app.unanswered", template="sessions_app/mail/unanswered", once=True)
def unanswered(message) -> Letter | None:
    found = _still_due(message)
    if not found or _answer(*found) or substitutes.instead_of(*found):
        return None
    return Letter(_context(*found))


@mail_kind("sessions_app.tomorrow", template="sessions_app/mail/tomorrow", once=True)
def tomorrow(message) -> Letter | None:
    found = _still_due(message)
    if not found or _answer(*found) != Attendance.Answer.YES or substitutes.instead_of(*found):
        return None
    return Letter(_context(*found))


@mail_kind("sessions_app.ask_question", template="sessions_app/mail/ask_question", once=True)
def ask_question(message) -> Letter | None:
    found = _still_due(message)
    if not found or usable_questions(found[1].circle_id).filter(author=found[1]).exists():
        return None
    return Letter(_context(*found))


@mail_kind("sessions_app.below_quorum", template="sessions_app/mail/below_quorum", once=True)
def below_quorum(message) -> Letter | None:
    meeting = _meeting(message)
    if not meeting or meeting.state not in ASKED or meeting.date.isoformat() != message.refs["date"]:
        return None
    if message.to_user not in coordinators_of(meeting.season.circle_id):
        return None
    facts = facts_of(meeting)
    no = {pk for pk, answer in facts.answers.items() if answer == "no"}
    coming = reminders.coming(facts)
    if coming >= reminders.QUORUM:
        return None
    silent = sum(not facts.answers.get(pk) for pk, _ in facts.members)
    return Letter(_context(meeting) | {"coming": coming, "silent": silent, "no": len(no), "quorum": reminders.QUORUM})


def _pass(message, *states) -> GuestPass | None:
    found = GuestPass.objects.filter(pk=message.refs["pass_id"], state__in=states)
    people = ("meeting__season__circle", "meeting__facilitator", "invited_by", "instead_of__user", "user")
    return found.select_related(*people).first()


def _about_guest(held: GuestPass) -> dict:
    return {"guest": held, "meeting": held.meeting, "circle": held.meeting.season.circle, "token": guest_token(held)}


@mail_kind("sessions_app.guest", template="sessions_app/mail/guest")
def guest(message) -> Letter | None:
    held = _pass(message, GuestPass.State.OPEN)
    return Letter(_about_guest(held)) if held and not is_over(held.meeting) else None


@mail_kind("sessions_app.guest_changed", template="sessions_app/mail/guest_changed")
def guest_changed(message) -> Letter | None:
    """What became of it at the moment of sending: still asked, with the facts of now, or not any more."""
    held = _pass(message, *GOOD, GuestPass.State.WITHDRAWN)
    if held is None or held.email != message.to_email:
        return None
    asked = held.state in GOOD and not is_over(held.meeting)
    return Letter(_about_guest(held) | {"asked": asked})


@mail_kind("sessions_app.guest_signed", template="sessions_app/mail/guest_signed")
def guest_signed(message) -> Letter | None:
    held = _pass(message, GuestPass.State.SIGNED)
    return Letter(_about_guest(held)) if held and message.to_user == held.invited_by else None
