"""The doors of seasons, meetings and questions: the thing and what this person is to it, or 404."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from circles.access import Standing, circle_for
from circles.models import Circle, Membership
from circles.rights import Role
from praktijkkring.models import User
from praktijkkring.prepared import Prepared

from .models import Meeting, Question, Season
from .rights import allowed
from .states import STANDING


@dataclass(frozen=True)
class Inside:
    """What all doors from here up have in common: the standing in the circle, or in the meeting."""

    base: Standing

    @property
    def user(self) -> User:
        return self.base.user

    @property
    def circle(self) -> Circle:
        return self.base.circle

    @property
    def membership(self) -> Membership | None:
        return self.base.membership

    @property
    def is_coordinator(self) -> bool:
        return self.base.is_coordinator

    @property
    def has_signed(self) -> bool:
        return self.base.has_signed

    @property
    def reads_content(self) -> bool:
        return self.base.reads_content

    @property
    def roles(self) -> frozenset[Role]:
        return self.base.roles

    def may(self, action: str) -> bool:
        """Whether this person may do this here; content also needs a member's signature."""
        return allowed(action, self.roles, reads_content=self.reads_content)


@dataclass(frozen=True)
class CircleStanding(Inside):
    """Somebody in a circle, asked about seasons and questions in general."""


@dataclass(frozen=True)
class SeasonStanding(Inside):
    season: Season


@dataclass(frozen=True)
class MeetingStanding(Inside):
    """``leads``: facilitator or deputy of this meeting. ``brings``: its case-bringer."""

    meeting: Meeting

    @property
    def leads(self) -> bool:
        return self.user.pk in (self.meeting.facilitator_id, self.meeting.deputy_id)

    @property
    def brings(self) -> bool:
        return bool(self.membership and self.membership.pk == self.meeting.case_bringer_id)

    @property
    def roles(self) -> frozenset[Role]:
        roles = set(self.base.roles) - {Role.FACILITATOR}
        if self.leads:
            roles.add(Role.FACILITATOR)
        if self.brings:
            roles.add(Role.CASE_BRINGER)
        return frozenset(roles)

    def may(self, action: str) -> bool:
        roles = self.roles | self.base.roles if action in ("meeting.see", "meeting.content") else self.roles
        return allowed(action, roles, reads_content=self.reads_content)


@dataclass(frozen=True)
class QuestionStanding(Inside):
    question: Question

    @property
    def is_author(self) -> bool:
        return bool(self.membership and self.membership.pk == self.question.author_id)


def inside_circle(user, circle_id: int) -> CircleStanding:
    """The circle for who may see its dates; Http404 for everybody else (also the invited)."""
    standing = CircleStanding(circle_for(user, circle_id))
    if not standing.may("season.see"):
        raise Http404
    return standing


def season_for(user, season_id: int) -> SeasonStanding:
    """The season with its circle, or Http404."""
    season = Season.objects.filter(pk=season_id).first()
    if season is None:
        raise Http404
    standing = SeasonStanding(circle_for(user, season.circle_id), season)
    season.circle = standing.circle
    if not standing.may("season.see"):
        raise Http404
    return standing


THE_MEETING = Prepared(
    lambda meeting: Meeting.objects.filter(pk=meeting).select_related(
        "season", "facilitator", "deputy", "case_bringer__user", "case_bringer__area", "reserve__user"
    ),
    meeting=int,
)
THE_QUESTION = Prepared(
    lambda question: Question.objects.filter(pk=question).select_related("author__user", "author__area"),
    question=uuid.UUID,
)


def meeting_for(user, meeting_id: int) -> MeetingStanding:
    """The meeting with season, circle and people, or Http404."""
    meeting = THE_MEETING.first(meeting=meeting_id)
    if meeting is None:
        raise Http404
    return at_meeting(user, meeting)


def at_meeting(user, meeting: Meeting) -> MeetingStanding:
    """The same for a meeting that was read with its season; Http404 for who may not see it."""
    standing = MeetingStanding(circle_for(user, meeting.season.circle_id), meeting)
    meeting.season.circle = standing.circle
    if not standing.may("meeting.see"):
        raise Http404
    return standing


def question_for(user, question_id) -> QuestionStanding:
    """A question for its author; and when it is shared, for all who read the circle's content. Else Http404."""
    question = THE_QUESTION.first(question=question_id)
    if question is None:
        raise Http404
    standing = QuestionStanding(circle_for(user, question.circle_id), question)
    question.circle = standing.circle
    open_to_all = question.shared_at is not None and question.withdrawn_at is None
    if not standing.may("question.read") or not (standing.is_author or open_to_all):
        raise Http404
    return standing


def _led(user) -> Q:
    return Q(facilitator=user) | Q(deputy=user)


def _leading_now():
    """Meetings whose leaders can read: from when they are named until the end of the day of the meeting.

    Of the day where the meetings are held: a right does not hang on the time zone that a reader chose.
    """
    return _leading_on(timezone.localdate(timezone=timezone.get_default_timezone()))


def _leading_on(today: datetime.date):
    return (
        Meeting.objects.filter(Q(date__gte=today) | Q(state="live") | Q(date__isnull=True))
        .filter(state__in=STANDING | {"planned"})
        .exclude(season__state="closed")
        .exclude(season__circle__state="closed")
    )


def leads_here(user: int, circle: int, today: datetime.date):
    """What makes somebody FACILITATOR: they lead a meeting of this circle that is to come or is going on."""
    return _leading_on(today).filter(_led(user), season__circle=circle)


def led_circle_ids(user) -> list[int]:
    """The circles where ``leads_here`` finds a meeting."""
    return list(_leading_now().filter(_led(user)).values_list("season__circle_id", flat=True).distinct())


def leaders(circle) -> list[User]:
    """Who can read the content of the circle because they lead a meeting; shown to all its members."""
    ids = _leading_now().filter(season__circle=circle).values_list("facilitator_id", "deputy_id")
    return list(User.objects.filter(pk__in={pk for pair in ids for pk in pair if pk}, is_active=True))
