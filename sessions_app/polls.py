"""The date poll of a season: who may answer until when, what everybody said, and who still owes an answer."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.core import signing
from django.http import Http404
from django.utils import timezone

from circles.models import Circle, Membership, Pause

from . import queries
from .choosing import Candidate, best
from .models import Poll, PollAnswer, ProposedDate, Season

_SALT = "sessions_app.poll"
MOST_PROPOSALS = 12


def today() -> dt.date:
    """Where the circles meet: a term does not hang on the time zone that a reader chose."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


@dataclass(frozen=True)
class Day:
    """One proposed date and what the members of now said. ``away``: who pauses then, so is not asked."""

    proposed: ProposedDate
    answers: dict[int, str]
    away: frozenset[int]
    asked: int

    @property
    def is_past(self) -> bool:
        return self.proposed.date < today()

    @cached_property
    def yes(self) -> int:
        return list(self.answers.values()).count("yes")

    @cached_property
    def maybe(self) -> int:
        return list(self.answers.values()).count("maybe")

    @cached_property
    def no(self) -> int:
        return list(self.answers.values()).count("no")

    @property
    def can(self) -> list[int]:
        """The memberships that said yes."""
        return [pk for pk, answer in self.answers.items() if answer == "yes"]

    @property
    def all_can(self) -> bool:
        return self.asked > 0 and self.yes == self.asked

    @property
    def blocks(self) -> list[str]:
        """A sign per answer, the best first: a yes, b if need be, c no."""
        return ["a"] * self.yes + ["b"] * self.maybe + ["c"] * self.no

    def owes(self, membership_id: int) -> bool:
        return not self.is_past and membership_id not in self.answers and membership_id not in self.away


@dataclass(frozen=True)
class Board:
    """Everything about one poll. ``days`` by date, ``members`` by seat."""

    poll: Poll
    members: list[Membership] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)

    @cached_property
    def owing(self) -> list[Membership]:
        """Who still has a date to answer."""
        return [member for member in self.members if any(day.owes(member.pk) for day in self.days)]

    def asks(self, membership_id: int) -> list[Day]:
        """The dates that this member is asked about."""
        return [day for day in self.days if not day.is_past and membership_id not in day.away]

    def filled(self, membership_id: int) -> int:
        return sum(membership_id in day.answers for day in self.asks(membership_id))

    @property
    def ahead(self) -> list[Day]:
        return [day for day in self.days if not day.is_past]

    @cached_property
    def best(self) -> set[int]:
        """The ids of the dates that the rule proposes."""
        found = [Candidate(day.proposed.pk, day.proposed.date, day.yes, day.maybe) for day in self.ahead]
        return best(found, self.poll.wanted, len(self.members))


def of_season(season: Season) -> Poll | None:
    """The poll about this season, on or over."""
    return Poll.objects.filter(season=season).first()


def on_in(season: Season) -> Poll | None:
    """The poll that is on about this season; no query for a season that started."""
    found = of_season(season) if season.state == Season.State.PLANNED else None
    return found if found and found.is_open else None


def of_season_or_404(season: Season) -> Poll:
    found = of_season(season)
    if found is None:
        raise Http404
    found.season = season
    return found


def of_circle(circle: Circle) -> Poll | None:
    """The poll that is on in this circle; the newest when two seasons are planned."""
    return Poll.objects.on().filter(season__circle=circle).select_related("season").order_by("-opened_at").first()


def asking(user) -> list[dict]:
    """Where this person still has dates to answer: ``poll`` and how many are ``left``. Two queries, and three more with a poll."""
    seats = {seat.circle_id: seat for seat in user.memberships.filter(left_at__isnull=True)}
    on = Poll.objects.on().filter(season__circle__in=seats)
    found = [poll for poll in on.select_related("season__circle").order_by("closes_on") if takes_answers(poll)]
    mine = {poll.pk: [seats[poll.season.circle_id]] for poll in found}
    whole = boards(found, mine) if found else {}
    left = ((poll, sum(day.owes(mine[poll.pk][0].pk) for day in whole[poll.pk].days)) for poll in found)
    return [{"poll": poll, "left": count} for poll, count in left if count]


def is_on(poll: Poll | None) -> bool:
    """Nothing was picked yet, and the circle is still asked."""
    return poll is not None and poll.is_open and poll.season.state == Season.State.PLANNED


def takes_answers(poll: Poll) -> bool:
    return is_on(poll) and today() <= poll.closes_on and poll.season.circle.state != Circle.State.CLOSED


def board(poll: Poll) -> Board:
    """Four queries, however many dates and members."""
    members = list(queries.members(poll.season.circle_id))
    return boards([poll], {poll.pk: members})[poll.pk]


def boards(polls: list[Poll], members: dict[int, list]) -> dict[int, Board]:
    """By poll; three queries. ``members`` by poll need only have their ``pk``."""
    days, said, pauses = defaultdict(list), defaultdict(dict), defaultdict(list)
    seats = {member.pk for people in members.values() for member in people}
    for proposed in ProposedDate.objects.filter(poll__in=polls).order_by("date"):
        days[proposed.poll_id].append(proposed)
    answers = PollAnswer.objects.filter(proposed__poll__in=polls, membership__in=seats)
    for proposed_id, membership_id, answer in answers.values_list("proposed_id", "membership_id", "answer"):
        said[proposed_id][membership_id] = answer
    for pause in Pause.objects.filter(membership__in=seats, last__gte=today()):
        pauses[pause.membership_id].append((pause.first, pause.last))
    return {
        poll.pk: Board(
            poll, members[poll.pk], [_day(one, said[one.pk], members[poll.pk], pauses) for one in days[poll.pk]]
        )
        for poll in polls
    }


def _day(proposed, answers, members, pauses) -> Day:
    away = frozenset(
        member.pk for member in members if any(first <= proposed.date <= last for first, last in pauses[member.pk])
    )
    counted = {pk: answer for pk, answer in answers.items() if pk not in away}
    return Day(proposed, counted, away, len(members) - len(away))


def token(poll: Poll, membership: Membership) -> str:
    """For this member and this poll only. It dies with the poll, and when the member leaves."""
    return signing.Signer(salt=_SALT).sign(f"{poll.pk}.{membership.pk}")


def by_token(given: str) -> tuple[Poll, Membership]:
    """Http404 when the token is forged, the poll is gone or the person has no seat any more."""
    try:
        poll_id, membership_id = map(int, signing.Signer(salt=_SALT).unsign(given).split("."))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    poll = Poll.objects.filter(pk=poll_id).select_related("season__circle").first()
    seats = Membership.objects.filter(pk=membership_id, left_at__isnull=True, user__is_active=True)
    member = seats.select_related("user").first()
    if not poll or not member or member.circle_id != poll.season.circle_id:
        raise Http404
    return poll, member
