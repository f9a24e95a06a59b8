"""What the pages of seasons and meetings show, for one standing that came through the door."""

from django.utils import timezone

from circles import pauses
from circles import roles as circle_roles
from praktijkkring.models import User
from praktijkkring.ui.ring import Stop

from . import polls, queries, substitutes
from .access import MeetingStanding
from .domain.answer import can_answer
from .guests import guests_of
from .models import FEWEST_MEETINGS, MOST_MEETINGS, Attendance, Meeting, Season
from .states import AHEAD, STANDING

SLOT = ("date", "starts", "ends", "place", "link")


def rows_of(season) -> list[dict]:
    return list(season.meetings.order_by("number").values(*SLOT))


def rows_with_one_more(data, most=MOST_MEETINGS) -> list[dict]:
    """The rows as they were typed, right or wrong, and an empty one; never more than ``most``."""
    count = data.get("form-TOTAL_FORMS", "")
    count = min(int(count) if count.isdecimal() and len(count) < 3 else 0, most)  # noqa: PLR2004
    rows = [
        {name: data.get(f"form-{number}-{name}", "") for name in SLOT}
        | {"DELETE": data.get(f"form-{number}-DELETE") == "on"}
        for number in range(count)
    ]
    last = rows[-1] if rows else {}
    usual = {name: last[name] for name in ("starts", "ends", "place") if last.get(name)}
    return [*rows, usual or {}][:most]


def stops(meetings) -> list[Stop]:
    """The meetings as the season ring draws them; the first one to come is next."""
    coming = next_id(meetings)
    return [Stop(m.number, _stop(m, coming), m.date) for m in meetings]


def next_id(meetings) -> int | None:
    """The meeting that is on now or comes first."""
    return next((m.pk for m in meetings if m.state == "live" or _to_come(m)), None)


def _to_come(meeting):
    return meeting.state in AHEAD and meeting.date is not None and meeting.date >= timezone.localdate()


def _stop(meeting, coming):
    if meeting.state == Meeting.State.CANCELLED:
        return "off"
    if meeting.state == Meeting.State.DONE:
        return "done"
    if meeting.pk == coming:
        return "next"
    return "plan" if meeting.date else "poll"


def season(standing) -> dict:
    season = standing.season
    meetings = queries.meetings_of(season)
    going_on = [m for m in meetings if m.state != Meeting.State.CANCELLED]
    members = {member.pk: member for member in queries.members(standing.circle)}
    plans = standing.may("season.plan")
    ready = queries.ready_ids(standing.circle) if plans else set()
    context = {
        "standing": standing,
        "season": season,
        "circle": standing.circle,
        "meetings": meetings,
        "next_id": next_id(meetings),
        "stops": stops(meetings),
        "done": sum(m.state == Meeting.State.DONE for m in meetings),
        "count": len(going_on),
        "few": len(going_on) < FEWEST_MEETINGS,
        "full": len(going_on) >= MOST_MEETINGS,
        "over": all(m.state == Meeting.State.DONE for m in going_on),
        "plans": plans,
        "turns": turn_rows(season, members, standing.membership),
    }
    if plans:
        chosen = {m.case_bringer_id for m in going_on}
        context["questions"] = [
            (member, "ready" if pk in ready else "chosen" if pk in chosen else "") for pk, member in members.items()
        ]
    return context


def turn_rows(season, members, mine) -> list[dict]:
    """The turn list with faces; ``mine`` is the reader's own membership or None."""
    return [
        {"turn": turn, "member": members[turn.membership_id], "me": bool(mine and turn.membership_id == mine.pk)}
        for turn in queries.turns(season)
        if turn.membership_id in members
    ]


def short(standing) -> dict:
    """What a page about one thing of a meeting needs."""
    return {
        "standing": standing,
        "meeting": standing.meeting,
        "season": standing.meeting.season,
        "circle": standing.circle,
    }


def meeting(standing: MeetingStanding) -> dict:
    now = standing.meeting
    rows = Attendance.objects.filter(meeting=now)
    by_member = {row.membership_id: row for row in rows}
    members = queries.members(standing.circle).annotate(pauses_then=pauses.on(now.date or timezone.localdate()))
    people = [(member, by_member.get(member.pk)) for member in members]
    away = {member.pk for member in members if member.pauses_then and now.date}
    guests = guests_of(now)
    seats = {member.pk for member, _row in people}
    held = substitutes.held_by(one for one in guests if one.instead_of_id in seats)
    said = {member.pk: row.answer for member, row in people if row and row.answer}
    answers = list(substitutes.counted(said, held).values())
    mine_away = standing.membership and standing.membership.pk in away
    return card(standing, by_member, away=bool(mine_away), held=held) | {
        "people": [(member, row, held.get(member.pk)) for member, row in people],
        "yes": answers.count("yes"),
        "no": answers.count("no"),
        "silent": len(people) - len(said.keys() | held.keys() | away),
        "away": away,
        "outside": _leads_from_outside(now, members),
        "choices": Attendance.Answer.choices,
        "may_plan": standing.may("meeting.plan") and now.state in AHEAD,
        "polled": now.date is None and polls.on_in(now.season) is not None,
        "may_assign": standing.may("meeting.assign") and now.state in AHEAD and now.season.state == "running",
        "may_choose": standing.may("meeting.choose") and now.state in AHEAD and now.case_bringer is not None,
        "may_confirm": standing.may("meeting.confirm") and now.state == Meeting.State.SCHEDULED and now.question_id,
        "may_hold": standing.may("meeting.confirm") and now.state == Meeting.State.CONFIRMED and _is_over(now),
        "guests": guests,
        "may_tick": standing.may("meeting.attendance") and _has_begun(now),
        "was_held": now.state in {"live", "done"},
        "present": sum(row.present_from is not None for row in rows),
    }


def _leads_from_outside(meeting, members) -> list[User]:
    """Who leads, or takes over if need be, without a seat: they read along besides the members."""
    seats = {member.user_id for member in members}
    return [person for person in (meeting.facilitator, meeting.deputy) if person and person.pk not in seats]


def card(standing: MeetingStanding, by_member=None, *, away: bool | None = None, held=None) -> dict:
    """The card of the next meeting: what, when, where, who, and what is asked of the reader.

    What the caller does not give is looked up: answers and guests by membership, whether the reader pauses.
    """
    now = standing.meeting
    mine = None
    if standing.membership:
        if by_member is None:
            mine = Attendance.objects.filter(meeting=now, membership=standing.membership).first()
        else:
            mine = by_member.get(standing.membership.pk)
    open_for_answers = now.date is not None and can_answer(now)
    answers = bool(standing.membership and open_for_answers and now.season.state == Season.State.RUNNING)
    if answers and away is None:
        away = pauses.is_paused(standing.membership, now.date)
    if answers and held is None:
        held = substitutes.of(now)
    guest = held.get(standing.membership.pk) if answers else None
    answers = answers and not away and guest is None
    return short(standing) | {
        "mine": mine,
        "may_answer": answers,
        "i_pause": bool(away),
        "substitute": guest,
        "may_ask_guests": standing.may("meeting.guests") and now.state in STANDING - {"done"},
        "ask": asked_of(standing, mine, answers=answers),
        "days": (now.date - timezone.localdate()).days if now.date and now.state in AHEAD | {"live"} else None,
        "reads": standing.may("meeting.content"),
    }


def asked_of(standing: MeetingStanding, mine, *, answers: bool) -> str:
    """The one thing that the reader is to do now, or "" for nothing."""
    now = standing.meeting
    if now.state not in AHEAD or now.season.state != Season.State.RUNNING:
        return ""
    asks = {
        "sign": standing.membership and not standing.has_signed,
        "choose": standing.brings and now.question_id is None,
        "answer": answers and not (mine and mine.answer),
        "assign": standing.may("meeting.assign") and now.case_bringer_id is None,
        "confirm": standing.may("meeting.confirm") and now.state == Meeting.State.SCHEDULED and now.question_id,
        "prepare": standing.brings,
        "read": now.question_id and standing.may("meeting.content"),
    }
    return next((ask for ask, applies in asks.items() if applies), "")


def left_after(standing) -> dict:
    """How many meetings are left when this one does not go on."""
    meetings = standing.meeting.season.meetings.exclude(state=Meeting.State.CANCELLED)
    left = meetings.exclude(pk=standing.meeting.pk).count()
    return {"left": left, "too_few": left < FEWEST_MEETINGS, "fewest": FEWEST_MEETINGS}


def possible_leaders(standing):
    """Members, the coordinator, who said yes to leading in this circle, and who leads this meeting now."""
    ids = {member.user_id for member in queries.members(standing.circle)}
    ids |= set(circle_roles.leaders(standing.circle))
    ids |= {standing.meeting.facilitator_id, standing.meeting.deputy_id, standing.user.pk} - {None}
    return User.objects.filter(pk__in=ids, is_active=True).order_by("name", "pk")


def _has_begun(meeting):
    if meeting.state in {Meeting.State.LIVE, Meeting.State.DONE}:
        return True
    return meeting.state in AHEAD and meeting.starts_at is not None and meeting.starts_at <= timezone.now()


def _is_over(meeting):
    return meeting.ends_at is not None and meeting.ends_at <= timezone.now()
