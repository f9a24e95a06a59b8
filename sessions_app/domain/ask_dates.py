"""Ask a circle who can when, and change what was asked while nothing is picked."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from circles.models import Circle
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from sessions_app import polls, queries
from sessions_app.access import season_for
from sessions_app.cadence import Slot
from sessions_app.models import FEWEST_MEETINGS, MOST_MEETINGS, Poll, PollAnswer, ProposedDate, Season
from sessions_app.polls import MOST_PROPOSALS
from sessions_app.rights import require
from sessions_app.rules import check_slot

from . import poll_mails
from .plan_season import set_meetings

WEEK = dt.timedelta(days=7)


@transaction.atomic
def ask_dates(*, season: Season, slots: list[Slot], wanted: int, closes_on: dt.date, by) -> Poll:
    """Every member is asked about these dates; the season's own dates are open until ``wanted`` of them are picked.

    Refused for a season that started, while it is asked already, and when nobody sits at the table.
    """
    season = _locked(season, by)
    if season.circle.state == Circle.State.CLOSED:
        raise Refused(_("This circle is closed."))
    if season.state != Season.State.PLANNED:
        raise Refused(_("The season is on: move or cancel its meetings one by one."))
    if Poll.objects.on().filter(season=season).exists():
        raise Refused(_("The circle is asked already. You can change the dates."))
    _check(slots, wanted, closes_on)
    members = list(queries.members(season.circle_id))
    if not members:
        raise Refused(_("Nobody sits at the table yet, so there is nobody to ask."))
    Poll.objects.filter(season=season).delete()
    poll = Poll.objects.create(season=season, wanted=wanted, closes_on=closes_on)
    ProposedDate.objects.bulk_create(ProposedDate(poll=poll, **vars(slot)) for slot in slots)
    first = slots[0]
    set_meetings(season, [Slot(None, first.starts, first.ends)] * wanted)
    for member in members:
        poll_mails.asked(poll, member)
    _record("sessions_app.poll_opened", season, by, count=len(slots), until=closes_on)
    return poll


@transaction.atomic
def change_dates(*, poll: Poll, slots: list[Slot], wanted: int, closes_on: dt.date, seen: int, by) -> int:
    """Other dates, another term. Returns how many answers lapse: those about a day or time that is no longer proposed.

    A place may change without that. Who has something new to answer is told. ``seen``: the version on the screen.
    """
    poll = locked_poll(poll, by)
    if poll.version != seen:
        raise Refused(_("Somebody else just changed these dates. Look at them again."))
    known = {(one.date, one.starts, one.ends): one for one in poll.dates.all()}
    _check(slots, wanted, closes_on, known=known)
    wished = {(slot.date, slot.starts, slot.ends): slot for slot in slots}
    gone = [one.pk for key, one in known.items() if key not in wished]
    lapsed = PollAnswer.objects.filter(proposed__in=gone, membership__left_at__isnull=True).count()
    ProposedDate.objects.filter(pk__in=gone).delete()
    for key in wished.keys() & known.keys():
        ProposedDate.objects.filter(pk=known[key].pk).update(place=wished[key].place, link=wished[key].link)
    fresh = [ProposedDate(poll=poll, **vars(slot)) for key, slot in wished.items() if key not in known]
    ProposedDate.objects.bulk_create(fresh)
    Poll.objects.filter(pk=poll.pk).update(wanted=wanted, closes_on=closes_on, version=F("version") + 1)
    set_meetings(poll.season, [Slot(None, slots[0].starts, slots[0].ends)] * wanted)
    poll.refresh_from_db(fields=["wanted", "closes_on", "version"])
    if fresh and polls.takes_answers(poll):
        for member in polls.board(poll).owing:
            poll_mails.changed(poll, member)
    _record("sessions_app.poll_changed", poll.season, by, count=len(slots), until=closes_on)
    return lapsed


@transaction.atomic
def extend(*, poll: Poll, by) -> Poll:
    """Answers are taken for one more week, from today when the term has passed."""
    poll = locked_poll(poll, by)
    until = max(poll.closes_on, polls.today()) + WEEK
    _check_term([one.date for one in poll.dates.all()], until)
    Poll.objects.filter(pk=poll.pk).update(closes_on=until)
    poll.closes_on = until
    _record("sessions_app.poll_extended", poll.season, by, until=until)
    return poll


@transaction.atomic
def remind_who_owes(*, poll: Poll, by) -> int:
    """Who still has a date to answer gets a mail, at most one a day. Returns how many."""
    poll = locked_poll(poll, by)
    if not polls.takes_answers(poll):
        raise Refused(_("The term has passed. Give more time first, or pick the dates."))
    owing = polls.board(poll).owing
    told = poll_mails.asked_today([poll.pk], [member.user_id for member in owing])
    owing = [member for member in owing if (poll.pk, member.user_id) not in told]
    if not owing:
        raise Refused(_("Everybody answered, or was asked today already."))
    for member in owing:
        poll_mails.reminded_by_hand(poll, member)
    _record("sessions_app.poll_reminded", poll.season, by, count=len(owing))
    return len(owing)


def locked_poll(poll: Poll, by) -> Poll:
    """The poll as it is now, with a lock on its season and on itself. Refused when the dates are settled."""
    season = _locked(poll.season, by)
    poll = Poll.objects.select_for_update().filter(pk=poll.pk).first()
    if poll is None:
        raise Http404
    poll.season = season
    if season.state != Season.State.PLANNED:
        raise Refused(_("The season is on: move or cancel its meetings one by one."))
    if poll.stopped_at:
        raise Refused(_("The circle is no longer asked. Give the season its dates yourself, or ask again."))
    if poll.picked_at:
        raise Refused(_("The dates were picked already. Change them in the plan of the season."))
    return poll


def _locked(season: Season, by) -> Season:
    require(season_for(by, season.pk), "season.plan")
    return Season.objects.select_for_update(of=("self",)).select_related("circle").get(pk=season.pk)


def _check(slots, wanted, closes_on, known=()):
    if not FEWEST_MEETINGS <= wanted <= MOST_MEETINGS:
        raise Refused(_("A season has five to eight meetings."))
    if len(slots) < wanted:
        raise Refused(
            ngettext(
                "Propose at least %(count)d date: that many are picked.",
                "Propose at least %(count)d dates: that many are picked.",
                wanted,
            )
            % {"count": wanted}
        )
    if len(slots) > MOST_PROPOSALS:
        raise Refused(_("Twelve proposals are enough. Leave some out."))
    for slot in slots:
        check_slot(slot, past_is_fine=(slot.date, slot.starts, slot.ends) in known)
    if len({slot.date for slot in slots}) != len(slots):
        raise Refused(_("Two proposals fall on the same day."))
    _check_term([slot.date for slot in slots], closes_on)


def _check_term(dates, closes_on):
    """There is time to answer, and it ends before the first date that can still be picked."""
    if closes_on < polls.today():
        raise Refused(_("The day until when people answer is in the past."))
    ahead = [date for date in dates if date >= polls.today()]
    if not ahead or closes_on >= min(ahead):
        raise Refused(
            _(
                "People must have answered before the first proposed date. Choose an earlier day, or leave that date out."
            )
        )


def _record(action, season, by, **facts):
    record(action, by=by, scope=f"circle:{season.circle_id}", season=season.name, **facts)
