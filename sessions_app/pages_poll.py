"""What the pages of a date poll show."""

import datetime as dt
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from . import polls
from .choosing import QUORUM
from .domain.poll_mails import asked_today
from .models import FEWEST_MEETINGS, MOST_MEETINGS, Poll, Season
from .pages import SLOT, rows_of
from .polls import MOST_PROPOSALS, Board

EVENING = dt.time(17, 0)
SPARE = 2  # so many more dates than are needed are proposed
USUAL_TERM = dt.timedelta(days=14)
WORDS = {
    1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six"),
    7: _("seven"), 8: _("eight"), 9: _("nine"), 10: _("ten"), 11: _("eleven"), 12: _("twelve"),
}  # fmt: skip


def first_rows(season: Season) -> list[dict]:
    """The dates of the plan, and two more in the same rhythm to choose from; or those of a poll that was stopped."""
    rows = [row for row in rows_of(season) if row["date"]]
    if not rows and (before := polls.of_season(season)):
        return list(before.dates.filter(date__gt=polls.today()).values(*SLOT))
    steps = [after["date"] - before["date"] for before, after in pairwise(rows)]
    step = sorted(steps)[len(steps) // 2] if steps else dt.timedelta(weeks=5)
    for _more in range(min(SPARE, MOST_PROPOSALS - len(rows)) if rows and step.days > 0 else 0):
        rows.append(rows[-1] | {"date": rows[-1]["date"] + step})
    return rows


def first_term(season: Season) -> dict:
    """Two weeks to answer, or until the day before the first date when that comes sooner."""
    dates = [row["date"] for row in rows_of(season) if row["date"] and row["date"] > polls.today()]
    until = polls.today() + USUAL_TERM
    if dates and until >= min(dates):
        until = min(dates) - dt.timedelta(days=1)
    wanted = season.meetings.exclude(state="cancelled").count()
    return {"closes_on": until, "wanted": min(max(wanted, FEWEST_MEETINGS), MOST_MEETINGS), "version": 0}


def rows_of_poll(board: Board) -> list[dict]:
    """The proposals as they stand, to change them."""
    return [{name: getattr(day.proposed, name) for name in SLOT} for day in board.days]


def rows_with_answers(rows, board: Board | None) -> list[tuple]:
    """Each row of the form, and what was said of the day that stands in it."""
    days = {day.proposed.date.isoformat(): day for day in board.days} if board else {}
    return [(form, days.get(str(form["date"].value()))) for form in rows]


def term(poll: Poll) -> dict:
    return {"wanted": poll.wanted, "closes_on": poll.closes_on, "version": poll.version}


def known(board: Board) -> set:
    return {(day.proposed.date, day.proposed.starts, day.proposed.ends) for day in board.days}


def short(poll: Poll) -> dict:
    return {"poll": poll, "season": poll.season, "circle": poll.season.circle}


def mine(board: Board, membership, given=None) -> dict:
    """The page on which a member says when; ``given`` is what was pressed and could not be stored.

    Without ``membership`` somebody only looks.
    """
    pk = membership.pk if membership else None
    answers = bool(membership and polls.takes_answers(board.poll))
    rows = [
        {
            "day": day,
            "mine": (given or {}).get(day.proposed.pk) or day.answers.get(pk, ""),
            "away": pk in day.away,
            "asks": answers and not day.is_past and pk not in day.away,
        }
        for day in board.days
    ]
    return (
        short(board.poll)
        | _rhythm(board)
        | counted(board, membership)
        | {
            "rows": rows,
            "member": membership,
            "may_answer": answers and any(row["asks"] for row in rows),
            "ended": not polls.takes_answers(board.poll),
            "count": WORDS[len(board.ahead)] if len(board.ahead) > 1 else "",
            "wanted": WORDS[board.poll.wanted],
        }
    )


def card(poll: Poll, standing) -> dict:
    """On the page of the circle: how many dates wait for this member, and how far it is for who plans."""
    board = polls.board(poll)
    mine = standing.membership
    return short(poll) | {
        "answers": mine is not None and polls.takes_answers(poll),
        "left": sum(day.owes(mine.pk) for day in board.days) if mine else 0,
        "plans": standing.may("season.plan"),
        "done": len(board.members) - len(board.owing),
        "members": len(board.members),
    }


def of_season(standing) -> dict:
    """On the page of a season that is not planned out: the dates to choose from, and how many can."""
    poll = polls.on_in(standing.season)
    if poll is None:
        return {"poll": None}
    poll.season = standing.season
    board = polls.board(poll)
    return _rhythm(board) | {"poll": poll, "proposed": board.days, "answers": polls.takes_answers(poll)}


def counted(board: Board, membership) -> dict:
    """How many dates this member filled in, of how many."""
    if membership is None:
        return {}
    return {"filled": board.filled(membership.pk), "asked": len(board.asks(membership.pk))}


def _rhythm(board: Board) -> dict:
    """What all dates have in common: a weekday (as a date on it), the times; and whether these are evenings."""
    dates = [day.proposed for day in board.days]
    one_weekday = len({one.date.weekday() for one in dates}) == 1
    one_time = len({(one.starts, one.ends) for one in dates}) == 1
    return {
        "weekday": dates[0].date if dates and one_weekday else None,
        "times": dates[0] if dates and one_time else None,
        "evenings": all(one.starts >= EVENING for one in dates),
        "two_years": len({one.date.year for one in dates}) > 1,
    }


def overview(board: Board, standing, chosen=None) -> dict:
    """Who can when. ``chosen`` is what was ticked; at first the dates that the rule proposes."""
    picks = standing.may("season.plan")
    names = {member.pk: member for member in board.members}
    rows = [
        {
            "day": day,
            "cells": [_cell(day, member) for member in board.members],
            "maybe": [names[pk] for pk, answer in day.answers.items() if answer == "maybe"],
            "no": [names[pk] for pk, answer in day.answers.items() if answer == "no"],
            "is_best": day.proposed.pk in board.best,
            "ticked": day.proposed.pk in (board.best if chosen is None else chosen),
        }
        for day in board.days
    ]
    return (
        short(board.poll)
        | _rhythm(board)
        | {
            "standing": standing,
            "board": board,
            "rows": rows,
            "picks": picks,
            "owing": board.owing,
            "asked_today": picks and _all_asked_today(board),
            "quorum": WORDS[min(QUORUM, max(len(board.members), 1))],
            "done": len(board.members) - len(board.owing),
            "ended": not polls.takes_answers(board.poll),
            "enough": len(board.ahead) >= FEWEST_MEETINGS,
            "answers_self": standing.membership is not None and polls.takes_answers(board.poll),
        }
    )


def before_stop(board: Board, standing) -> dict:
    """How many members lose what they said."""
    said = {pk for day in board.days for pk in day.answers}
    return short(board.poll) | {"standing": standing, "answered": len(said)}


def _all_asked_today(board: Board) -> bool:
    people = [member.user_id for member in board.owing]
    asked = asked_today([board.poll.pk], people)
    return all((board.poll.pk, user_id) in asked for user_id in people)


def _cell(day, member) -> dict:
    return {"member": member, "answer": day.answers.get(member.pk, ""), "away": member.pk in day.away}
