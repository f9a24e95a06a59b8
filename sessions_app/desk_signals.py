"""What waits around seasons and meetings, for the coordinator's desk: dates, answers, who brings in. Never what."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles import desk
from circles.desk import NOW, SOON, Date, Signal
from circles.models import Circle, Membership, Pause

from . import substitutes
from .domain.nudge import asked_today
from .guests import GOOD
from .models import Attendance, GuestPass, Meeting, Season
from .poll_signals import of_poll, polls_on
from .reminders import QUORUM
from .states import AHEAD, ASKED

CASE_BY = dt.timedelta(days=30)
LEADER_BY = dt.timedelta(days=14)
ANSWER_BY = dt.timedelta(days=14)
QUORUM_BY = dt.timedelta(days=2)
SILENT, CASE = "sessions_app.unanswered", "sessions_app.chosen"
# Of each meeting; a desk of two hundred circles reads a thousand of them.
NEEDED = ("season", "number", "state", "date", "starts", "facilitator", "case_bringer", "question")
SAID_NO, SAID_YES = Attendance.Answer.NO, Attendance.Answer.YES


@dataclass
class Plan:
    """The season of one circle: the one that is on, else the one that is planned."""

    season: Season
    meetings: list[Meeting] = field(default_factory=list)
    seats: dict[int, int] = field(default_factory=dict)  # membership id: user id
    answers: dict[int, str] = field(default_factory=dict)  # of the next meeting
    asked: dict[str, set] = field(default_factory=dict)  # today, by kind of mail: meeting and membership

    @cached_property
    def next(self) -> Meeting | None:
        """The one that is on, or the first with a date from today on."""
        today = timezone.localdate()
        ahead = [m for m in self.meetings if m.state == "live" or (m.state in AHEAD and m.date and m.date >= today)]
        return min(ahead, key=lambda m: (m.date, m.number), default=None)

    @property
    def silent(self) -> list[int]:
        return [pk for pk in self.seats if not self.answers.get(pk)]

    def was_asked(self, kind: str, members) -> bool:
        """Whether each of these members had this mail about the next meeting today."""
        return all((self.next.pk, pk) in self.asked[kind] for pk in members)

    def count(self, *, without: set[str]) -> int:
        """Who can be there: members whose answer is not in ``without``, and a facilitator from outside."""
        leads = self.next.facilitator_id
        here = sum(self.answers.get(pk, "") not in without for pk in self.seats)
        return here + (leads is not None and leads not in self.seats.values())


def signals(circle_ids) -> dict[int, list[Signal]]:
    """Ten queries, and five more when there is a date poll, however many circles."""
    states = dict(Circle.objects.filter(pk__in=circle_ids).values_list("pk", "state"))
    plans = _plans(circle_ids)
    _fill(plans)
    asked = polls_on(circle_ids)
    found = {}
    for circle_id, state in states.items():
        poll, plan = asked.get(circle_id), plans.get(circle_id)
        rows = [of_poll(poll)] if poll else []
        if not (poll and plan and plan.season.pk == poll.poll.season_id):  # else the dates come first
            rows += _of_plan(plan) if plan else [_no_plan(circle_id, state)]
        found[circle_id] = [row for row in rows if row]
    return found


def dates(circle_ids) -> dict[int, Date]:
    """When each circle meets next. Two queries."""
    plans = _plans(circle_ids)
    meetings = {circle_id: plan.next for circle_id, plan in plans.items()}
    return {
        circle_id: Date(m.date, m.starts, reverse("sessions_app:meeting", args=[m.pk]))
        for circle_id, m in meetings.items()
        if m and m.date
    }


def _plans(circle_ids) -> dict[int, Plan]:
    seasons = Season.objects.filter(circle__in=circle_ids).exclude(state=Season.State.CLOSED).order_by("created_at")
    plans: dict[int, Plan] = {}
    for season in seasons:
        known = plans.get(season.circle_id)
        if known is None or known.season.state != Season.State.RUNNING:
            plans[season.circle_id] = Plan(season)
    by_season = {plan.season.pk: plan for plan in plans.values()}
    meetings = Meeting.objects.filter(season__in=by_season).exclude(state="cancelled").only(*NEEDED)
    for meeting in meetings.order_by("number"):
        by_season[meeting.season_id].meetings.append(meeting)
    return plans


def _fill(plans: dict[int, Plan]) -> None:
    """Who sits there and is not away, and what they answered about the next meeting."""
    comes = {plan.next.pk: plan for plan in plans.values() if plan.next}
    away = defaultdict(list)
    for pause in Pause.objects.filter(membership__circle__in=plans, last__gte=timezone.localdate()):
        away[pause.membership_id].append(pause)
    rows = Membership.objects.filter(circle__in=plans, left_at__isnull=True)
    for pk, user_id, circle_id in rows.values_list("pk", "user_id", "circle_id"):
        day = plans[circle_id].next and plans[circle_id].next.date
        if not (day and any(pause.first <= day <= pause.last for pause in away[pk])):
            plans[circle_id].seats[pk] = user_id
    answers = Attendance.objects.filter(Q(meeting__in=comes), membership__left_at__isnull=True)
    for meeting_id, membership_id, answer in answers.values_list("meeting_id", "membership_id", "answer"):
        comes[meeting_id].answers[membership_id] = answer
    for guest in GuestPass.objects.filter(meeting__in=comes, instead_of__isnull=False, state__in=GOOD):
        plan = comes[guest.meeting_id]
        plan.answers = substitutes.counted(plan.answers, {guest.instead_of_id: guest})
    people = {user_id for plan in plans.values() for user_id in plan.seats.values()}
    asked = {kind: asked_today(kind, people) for kind in (SILENT, CASE)}
    for plan in plans.values():
        plan.asked = asked


def _no_plan(circle_id: int, state: str) -> Signal | None:
    if state not in {Circle.State.RUNNING, Circle.State.RESTING}:
        return None
    words, action, name = _("no season is planned"), _("Plan a season"), "season_new"
    if state == Circle.State.RESTING:
        words, action, name = _("the circle rests between two seasons"), _("Go on with a next season"), "season_next"
    return Signal("no_season", SOON, words, action, reverse(f"sessions_app:{name}", args=[circle_id]))


def _of_plan(plan: Plan) -> list[Signal | None]:
    if plan.season.state == Season.State.PLANNED:
        address = reverse("sessions_app:season", args=[plan.season.pk])
        return [Signal("not_started", SOON, _("the season did not start yet"), _("See the season"), address)]
    found = [_overdue(plan), _over(plan)]
    meeting = plan.next
    if meeting and meeting.state in ASKED:
        left = meeting.date - timezone.localdate()
        found += [_quorum(plan, left), _no_case(plan, left), _nobody_leads(meeting, left), _silent(plan, left)]
    return found


def _overdue(plan: Plan) -> Signal | None:
    today = timezone.localdate()
    late = [m for m in plan.meetings if m.state in ASKED and m.date and m.date < today]
    if not late:
        return None
    address = reverse("sessions_app:meeting", args=[late[0].pk])
    return Signal("overdue", NOW, _("was meeting %(n)s held?") % {"n": late[0].number}, _("Say so"), address)


def _over(plan: Plan) -> Signal | None:
    if not plan.meetings:
        season = reverse("sessions_app:season", args=[plan.season.pk])
        return Signal("season_empty", SOON, _("every meeting of the season was cancelled"), _("See the season"), season)
    if any(m.state != Meeting.State.DONE for m in plan.meetings):
        return None
    address = reverse("sessions_app:season_close", args=[plan.season.pk])
    return Signal("season_over", SOON, _("all meetings of the season were held"), _("Close the season"), address, True)


def _quorum(plan: Plan, left: dt.timedelta) -> Signal | None:
    """Too many said no; or it is the day after tomorrow and too few said yes."""
    possible, coming = plan.count(without={SAID_NO}), plan.count(without={SAID_NO, "", Attendance.Answer.MAYBE})
    if possible >= QUORUM and not (left <= QUORUM_BY and coming < QUORUM):
        return None
    count = min(possible, coming) if left <= QUORUM_BY else possible
    words = ngettext("only %(n)s person comes to the next meeting", "only %(n)s people come to the next meeting", count)
    address = reverse("sessions_app:meeting_move", args=[plan.next.pk])
    return Signal("quorum", NOW, words % {"n": count}, _("Move the meeting"), address)


def _no_case(plan: Plan, left: dt.timedelta) -> Signal | None:
    meeting = plan.next
    if left > CASE_BY or meeting.question_id:
        return None
    urgency = NOW if left <= LEADER_BY else SOON
    if meeting.case_bringer_id is None:
        address = reverse("sessions_app:meeting_case_bringer", args=[meeting.pk])
        return Signal("no_case", urgency, _("nobody brings in at the next meeting"), _("Choose somebody"), address)
    address = reverse("sessions_app:ask_for_the_case", args=[meeting.pk])
    words = _("the case-bringer did not choose a question yet")
    asked = plan.was_asked(CASE, [meeting.case_bringer_id])
    return Signal("no_case", urgency, words, _("Send a reminder"), address, does=True, asked=asked)


def _nobody_leads(meeting: Meeting, left: dt.timedelta) -> Signal | None:
    if left > LEADER_BY or meeting.facilitator_id:
        return None
    address = reverse("sessions_app:meeting_leaders", args=[meeting.pk])
    return Signal("no_leader", SOON, _("nobody leads the next meeting"), _("Say who leads"), address)


def _silent(plan: Plan, left: dt.timedelta) -> Signal | None:
    if left > ANSWER_BY or not plan.silent:
        return None
    count = len(plan.silent)
    words = ngettext("%(n)s member did not answer yet", "%(n)s members did not answer yet", count)
    address = reverse("sessions_app:ask_who_comes", args=[plan.next.pk])
    asked = plan.was_asked(SILENT, plan.silent)
    return Signal("silent", SOON, words % {"n": count}, _("Remind them"), address, does=True, asked=asked)


desk.register(signals)
desk.register_dates(dates)
