"""The demo's year: three meetings behind us, one today, three to come."""

import datetime
import tomllib
from pathlib import Path

from django.utils import timezone

from praktijkkring.audit.record import record

from . import queries
from .cadence import Slot
from .domain.ask_dates import ask_dates
from .domain.plan_season import plan_season
from .domain.say_when import say_when
from .models import Attendance, Meeting, Question, Season

THURSDAY = 3
SAID = {"y": "yes", "m": "maybe", "n": "no"}


def load(demo) -> None:
    """Adds ``demo.season``, ``demo.meetings`` and ``demo.today_meeting``."""
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    started = timezone.now() - datetime.timedelta(days=100)
    demo.season = Season.objects.create(
        circle=demo.circle, name=words["season"], state="running", created_at=started, started_at=started
    )
    scope = f"circle:{demo.circle.pk}"
    meetings = words["meetings"]
    record(
        "sessions_app.season_planned",
        by=demo.people["tineke"],
        scope=scope,
        season=words["season"],
        count=len(meetings),
    )
    demo.meetings = [_meeting(demo, number, told) for number, told in enumerate(meetings, start=1)]
    demo.today_meeting = next(meeting for meeting in demo.meetings if meeting.date == demo.today)
    for told in words["questions"]:
        _question(demo, told, author=told["author"], at=timezone.now() - datetime.timedelta(days=6))
    _poll(demo, words["poll"])


def _poll(demo, told: dict) -> None:
    """The circle that is forming is asked who can when."""
    by = demo.people["tineke"]
    first = demo.today + datetime.timedelta(days=told["first_days"])
    first += datetime.timedelta(days=(THURSDAY - first.weekday()) % 7)
    steps = range(len(told["places"]))
    slots = [
        Slot(first + n * datetime.timedelta(weeks=told["weeks"]), place=place)
        for n, place in zip(steps, told["places"], strict=True)
    ]
    season = plan_season(circle=demo.forming, name=str(first.year), slots=slots[: told["wanted"]], by=by)
    until = demo.today + datetime.timedelta(days=told["term_days"])
    poll = ask_dates(season=season, slots=slots, wanted=told["wanted"], closes_on=until, by=by)
    dates = [proposed.pk for proposed in poll.dates.all()]
    for member, said in zip(queries.members(demo.forming), told["answers"], strict=True):
        answers = {pk: SAID[sign] for pk, sign in zip(dates, said, strict=True) if sign in SAID}
        say_when(poll=poll, member=member, answers=answers, by=member.user)


def _meeting(demo, number: int, told: dict) -> Meeting:
    days = told.get("days")
    date = None if days is None else demo.today + datetime.timedelta(days=days)
    bringer = told.get("bringer")
    meeting = Meeting(
        season=demo.season,
        number=number,
        date=date,
        place=told.get("place", ""),
        facilitator=demo.members[told["facilitator"]].user if bringer else None,
        state=_state(days, bringer),
    )
    if bringer:
        asked = timezone.now() + datetime.timedelta(days=days - 14)
        meeting.case_bringer = demo.members[bringer]
        meeting.question = _question(demo, told, author=bringer, at=asked)
    meeting.save(force_insert=True)
    _answers(demo, meeting)
    return meeting


def _state(days: int | None, bringer: str | None) -> str:
    if days is None:
        return Meeting.State.PLANNED
    if days < 0:
        return Meeting.State.DONE
    return Meeting.State.CONFIRMED if bringer else Meeting.State.SCHEDULED


def _question(demo, told: dict, *, author: str, at) -> Question:
    return Question.objects.create(
        circle=demo.circle,
        author=demo.members[author],
        kind=told.get("kind", Question.Kind.QUESTION),
        text=told["text"],
        situation=told.get("situation", ""),
        tried=told.get("tried", ""),
        why_me=told.get("why_me", ""),
        touches=told.get("touches"),
        real_text=told.get("real", ""),
        outcome=told.get("outcome", ""),
        created_at=at,
        changed_at=at,
        shared_at=at if told.get("shared", True) else None,
    )


def _answers(demo, meeting: Meeting) -> None:
    """Everybody came to what is behind us, but for one each time; most come today."""
    if meeting.date is None or meeting.date > demo.today:
        return
    members = list(demo.members.values())
    absent = members[(meeting.number * 3) % len(members)]
    if absent == meeting.case_bringer or absent.user == meeting.facilitator:
        absent = None
    done = meeting.state == Meeting.State.DONE
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            membership=member,
            answer=Attendance.Answer.NO if member == absent else Attendance.Answer.YES,
            answered_at=timezone.now() - datetime.timedelta(days=20),
            present_from=meeting.starts_at if done and member != absent else None,
            present_until=meeting.ends_at if done and member != absent else None,
        )
        for member in members
        if done or member.user.first_name != "Hans"
    )
