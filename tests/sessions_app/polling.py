"""A circle that is asked who can when, for the tests of date polls."""

import datetime as dt

from django.utils import timezone

from sessions_app import polls
from sessions_app.cadence import Slot
from sessions_app.domain.ask_dates import ask_dates
from sessions_app.domain.say_when import say_when
from tests import factories


def ahead(days):
    return timezone.localdate() + dt.timedelta(days=days)


def proposals(count, first=40, every=28, place="De Schakel"):
    return [Slot(ahead(first + every * number), place=place) for number in range(count)]


def make_poll(circle, by, count=7, wanted=5, term=20, **fields):
    """A season that is planned, and its poll with ``count`` dates."""
    season = factories.make_season(circle, state="planned")
    season.meetings.update(state="planned")
    return ask_dates(season=season, slots=proposals(count, **fields), wanted=wanted, closes_on=ahead(term), by=by)


def say(poll, member, *values):
    """``values`` for the dates in order; None leaves one open."""
    dates = [day.proposed.pk for day in polls.board(poll).days]
    answers = {pk: value for pk, value in zip(dates, values, strict=False) if value}
    say_when(poll=poll, member=member, answers=answers, by=member.user)
