"""Rows for the pages of seasons and meetings. Only ever called with what came through a door."""

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from circles import pauses
from circles.models import Membership, Pause

from .access import led_circle_ids
from .models import Attendance, CalendarFeed, Meeting, Question, Season
from .states import AHEAD
from .tokens import feed_hash
from .turns import Turn, in_order

PEOPLE = ("season", "facilitator", "deputy", "case_bringer__user", "case_bringer__area", "reserve__user")


def members(circle):
    """Everybody who has a seat now, in order of seat."""
    return (
        Membership.objects.filter(circle=circle, left_at__isnull=True).select_related("user", "area").order_by("seat")
    )


def current_season(circle) -> Season | None:
    """The season that is on; else the newest one that is planned."""
    seasons = {
        season.state: season for season in reversed(Season.objects.filter(circle=circle).exclude(state="closed"))
    }
    return seasons.get("running") or seasons.get("planned")


def meetings_of(season) -> list[Meeting]:
    """By date, those without one last; with their people."""
    rows = season.meetings.select_related(*PEOPLE)
    return sorted(rows, key=lambda meeting: (meeting.date is None, meeting.date or 0, meeting.number))


def next_meeting(season) -> Meeting | None:
    """The one that is on now or comes first; a meeting of yesterday that nobody closed is not next."""
    return (
        season.meetings.filter(Q(state="live") | Q(state__in=AHEAD, date__gte=timezone.localdate()))
        .select_related(*PEOPLE)
        .order_by("date", "number")
        .first()
    )


def turns(season) -> list[Turn]:
    """The turn list of a season, for the members of now."""
    named = {}
    rows = season.meetings.filter(case_bringer__isnull=False).exclude(state="cancelled").order_by("date")
    for bringer, state, date in rows.values_list("case_bringer_id", "state", "date"):
        if state == "done" or bringer not in named:
            named[bringer] = ("had" if state == "done" else "next", date)
    last = (
        Season.objects.filter(circle=season.circle_id, state="closed", created_at__lt=season.created_at)
        .order_by("-closed_at")
        .first()
    )
    had_last = set()
    if last:
        had_last = set(last.meetings.filter(state="done").values_list("case_bringer_id", flat=True))
    rows = Membership.objects.filter(circle=season.circle_id, left_at__isnull=True).annotate(
        paused=pauses.on(_day_of_next(season)),
        before=F("succeeds__joined_at"),  # whose turn goes with the seat
    )
    found = []
    for member in rows:
        status, date = named.get(member.pk, ("open", None))
        had = {member.pk, member.succeeds_id} & had_last
        waited = bool(last and not had and (member.before or member.joined_at) < last.closed_at)
        found.append(Turn(member.pk, member.seat, status, date, waited, member.paused))
    return in_order(found)


def _day_of_next(season):
    """The date of the next meeting as an expression; today when none has a date."""
    ahead = season.meetings.filter(state__in=[*AHEAD, "live"], date__gte=timezone.localdate()).order_by("date")
    return Coalesce(Subquery(ahead.values("date")[:1]), Value(timezone.localdate()))


def turns_had(circle) -> dict[int, str]:
    """A "1" or "0" per season for each member of now: had a turn, or still to come. Oldest season first."""
    seasons = list(Season.objects.filter(circle=circle).exclude(state="planned").order_by("created_at")[:3])
    done = set(
        Meeting.objects.filter(season__in=seasons, state="done").values_list("case_bringer_id", "season_id").distinct()
    )
    rows = Membership.objects.filter(circle=circle, left_at__isnull=True).values_list("pk", "joined_at")
    return {
        pk: "".join(
            str(int((pk, season.pk) in done))
            for season in seasons
            if season.closed_at is None or season.closed_at > joined_at
        )
        for pk, joined_at in rows
    }


def usable_questions(circle):
    """Shared questions that are not central in a meeting. Content: for who may read it, or to ask whether one exists."""
    taken = Meeting.objects.filter(question=OuterRef("pk")).exclude(state="cancelled")
    return Question.objects.filter(
        ~Exists(taken), circle=circle, shared_at__isnull=False, withdrawn_at__isnull=True, author__left_at__isnull=True
    )


def ready_ids(circle) -> set[int]:
    """Members of whom a question is ready. State only: this is all that a coordinator gets."""
    return set(usable_questions(circle).values_list("author_id", flat=True))


def agenda(user):
    """Every meeting with a date that this person has to do with, over all circles."""
    circles = (
        Q(season__circle__in=user.memberships.filter(left_at__isnull=True).values("circle"))
        | Q(season__circle__in=user.coordinates.filter(until__isnull=True).values("circle"))
        | Q(facilitator=user, season__circle__in=led_circle_ids(user))
        | Q(deputy=user, season__circle__in=led_circle_ids(user))
    )
    return (
        Meeting.objects.filter(circles, date__isnull=False)
        .exclude(season__circle__state="closed")
        .select_related("season__circle", "facilitator", "case_bringer__user")
        .order_by("date", "starts")
    )


def followed(user, *, since) -> list[Meeting]:
    """What a calendar that follows along shows: the agenda without the days on which this person pauses."""
    meetings = list(agenda(user).filter(date__gte=since))
    away = away_from(user, meetings)
    return [m for m in meetings if m.pk not in away or user.pk in (m.facilitator_id, m.deputy_id)]


def away_from(user, meetings) -> set[int]:
    """Of these meetings the ids of those on whose day this person pauses in that circle. One query."""
    mine = Pause.objects.filter(membership__user=user, membership__left_at__isnull=True)
    breaks = list(mine.values_list("membership__circle", "first", "last"))
    return {
        meeting.pk
        for meeting in meetings
        if meeting.date
        and any(circle == meeting.season.circle_id and first <= meeting.date <= last for circle, first, last in breaks)
    }


def began(member) -> bool:
    """Whether this member began a question in the circle, shared or not. State only."""
    return Question.objects.filter(author=member).exists()


def shared_questions(circle):
    """Everything that is shared in this circle, newest first. Content."""
    shared = Question.objects.filter(circle=circle, shared_at__isnull=False, withdrawn_at__isnull=True)
    return shared.select_related("author__user", "author__area").order_by("-shared_at")


def choosable(meeting):
    """The questions that can be central in this meeting, with the one that is. Content: for who chooses."""
    free = usable_questions(meeting.season.circle).filter(author=meeting.case_bringer_id).values("pk")
    return Question.objects.filter(Q(pk__in=free) | Q(pk=meeting.question_id))


def answer_of(meeting, member) -> str:
    """What this member answered, or "" for nothing yet."""
    return Attendance.objects.filter(meeting=meeting, membership=member).values_list("answer", flat=True).first() or ""


def present_ids(meeting) -> list[int]:
    """The membership ids of who is ticked as present."""
    here = Attendance.objects.filter(meeting=meeting, present_from__isnull=False)
    return list(here.values_list("membership_id", flat=True))


def present_at(meeting) -> set[int]:
    """Who sits at the table now, as ids of people."""
    there = Attendance.objects.filter(meeting=meeting, present_from__isnull=False, present_until__isnull=True)
    return set(there.values_list("membership__user_id", flat=True))


def feed_owner(token: str):
    """Whose calendar feed this is; None for a token that is wrong or revoked, and for a closed account."""
    row = (
        CalendarFeed.objects.filter(token_hash=feed_hash(token), revoked_at__isnull=True, user__is_active=True)
        .select_related("user")
        .first()
    )
    return row.user if row else None
