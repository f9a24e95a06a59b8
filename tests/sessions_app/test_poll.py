"""The dates of a year are asked at once: who answers, until when, what lapses, and what picking makes of it."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from circles.models import Membership, Pause
from praktijkkring.accounts.erase import erase
from praktijkkring.accounts.export import gather
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from sessions_app import polls
from sessions_app.cadence import Slot
from sessions_app.choosing import Candidate, best
from sessions_app.domain.ask_dates import ask_dates, change_dates, extend
from sessions_app.domain.pick_dates import pick_dates
from sessions_app.domain.plan_season import change_plan
from sessions_app.domain.say_when import say_when
from sessions_app.domain.schedule import add_meeting, cancel_meeting, move_meeting
from sessions_app.domain.start_season import start_season
from sessions_app.models import Attendance, Poll, PollAnswer
from tests import factories
from tests.sessions_app.polling import ahead, make_poll, proposals, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(cast):
    cast.season.meetings.all().delete()
    cast.season.delete()
    return make_poll(cast.circle, cast.coordinator)


def picked(poll, cast, count=5):
    chosen = set(poll.dates.values_list("pk", flat=True)[:count])
    return pick_dates(poll=poll, chosen=chosen, seen=poll.version, by=cast.coordinator)


def change(poll, cast, slots, **fields):
    given = {"wanted": 5, "closes_on": poll.closes_on, "seen": poll.version} | fields
    return change_dates(poll=poll, slots=slots, by=cast.coordinator, **given)


def slots_of(poll):
    return [Slot(one.date, one.starts, one.ends, one.place, one.link) for one in poll.dates.all()]


def test_while_it_is_asked_the_season_has_no_dates(poll):
    assert list(poll.season.meetings.values_list("number", "date", "state")) == [
        (number, None, "planned") for number in range(1, 6)
    ]
    assert poll.dates.count() == 7


def test_who_answers_what_is_counted_per_date(poll, cast):
    say(poll, cast.members[0], "yes", "maybe", "no")
    say(poll, cast.members[1], "yes", "yes")
    say(poll, cast.members[0], None, "yes")
    board = polls.board(poll)
    assert [(day.yes, day.maybe, day.no) for day in board.days[:3]] == [(2, 0, 0), (2, 0, 0), (0, 0, 1)]
    assert board.filled(cast.members[0].pk) == 3
    assert len(board.owing) == 8


def test_everybody_can_is_said_of_a_day_without_who_pauses(poll, cast):
    first = polls.board(poll).days[0].proposed
    Pause.objects.create(membership=cast.members[7], first=first.date, last=first.date, by=cast.coordinator)
    for member in cast.members[:7]:
        say(poll, member, "yes")
    board = polls.board(poll)
    assert (board.days[0].all_can, board.days[0].owes(cast.members[7].pk)) == (True, False)
    assert len(board.asks(cast.members[7].pk)) == 6


@pytest.mark.parametrize(
    ("count", "wanted", "term"),
    [(4, 5, 20), (7, 4, 20), (12, 9, 20), (13, 5, 20), (7, 5, -1), (7, 5, 40)],
    ids=["too few dates", "four meetings", "nine meetings", "thirteen dates", "a term that passed", "no time left"],
)
def test_an_impossible_question_is_refused(cast, count, wanted, term):
    season = factories.make_season(cast.circle, state="planned")
    with pytest.raises(Refused):
        ask_dates(season=season, slots=proposals(count), wanted=wanted, closes_on=ahead(term), by=cast.coordinator)
    assert season.meetings.filter(date=None).count() == 0


def test_two_proposals_on_one_day_are_refused_by_the_verb_and_by_the_database(poll, cast):
    twice = [*proposals(6), proposals(1)[0]]
    with pytest.raises(Refused):
        change(poll, cast, twice)
    one = poll.dates.first()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_a_season_is_asked_once_and_not_without_members_and_not_when_it_is_on(poll, cast):
    with pytest.raises(Refused):
        ask_dates(season=poll.season, slots=proposals(7), wanted=5, closes_on=ahead(9), by=cast.coordinator)
    with pytest.raises(Refused):
        make_poll(cast.other_circle, cast.other_circle.coordinators.get().user, count=4)
    empty = factories.make_circle("Leeg", coordinator=cast.coordinator)
    with pytest.raises(Refused):
        make_poll(empty, cast.coordinator)
    running = factories.make_season(cast.circle)
    with pytest.raises(Refused):
        ask_dates(season=running, slots=proposals(7), wanted=5, closes_on=ahead(9), by=cast.coordinator)


def test_only_the_coordinator_asks_changes_and_picks_and_only_members_answer(poll, cast):
    for person in (cast.member.user, cast.facilitator.user, cast.superuser, cast.outsider):
        with pytest.raises(Http404):
            pick_dates(poll=poll, chosen=set(), seen=1, by=person)
        with pytest.raises(Http404):
            change_dates(poll=poll, slots=[], wanted=5, closes_on=ahead(3), seen=1, by=person)
        with pytest.raises(Http404):
            extend(poll=poll, by=person)
    first = poll.dates.first().pk
    with pytest.raises(Http404):
        say_when(poll=poll, member=cast.member, answers={first: "yes"}, by=cast.coordinator)
    with pytest.raises(Refused):
        say_when(poll=poll, member=cast.other_member, answers={first: "yes"}, by=cast.other_member.user)
    assert PollAnswer.objects.count() == 0


def test_an_answer_that_is_none_or_about_another_date_stores_nothing(poll, cast):
    first = poll.dates.first().pk
    for answers in ({first: "perhaps"}, {first: "yes", 0: "yes"}):
        with pytest.raises(Refused):
            say_when(poll=poll, member=cast.member, answers=answers, by=cast.member.user)
    assert PollAnswer.objects.count() == 0


def test_another_time_clears_the_answers_to_that_date_alone_and_another_place_none(poll, cast):
    for member in cast.members[:2]:
        say(poll, member, "yes", "yes")
    slots = slots_of(poll)
    slots[0] = Slot(slots[0].date, dt.time(20, 0), dt.time(22, 0), "Elders")
    slots[1] = Slot(slots[1].date, slots[1].starts, slots[1].ends, "Elders")
    assert change(poll, cast, slots) == 2
    board = polls.board(Poll.objects.select_related("season__circle").get(pk=poll.pk))
    assert [(day.yes, day.proposed.place) for day in board.days[:2]] == [(0, "Elders"), (2, "Elders")]


def test_who_looked_at_older_dates_changes_and_picks_nothing(poll, cast):
    change(poll, cast, proposals(6))
    with pytest.raises(Refused):
        change(poll, cast, proposals(8), seen=1)
    with pytest.raises(Refused):
        pick_dates(poll=poll, chosen=set(poll.dates.values_list("pk", flat=True)[:5]), seen=1, by=cast.coordinator)
    assert poll.dates.count() == 6


def test_after_the_term_nothing_is_answered_until_there_is_more_time(poll, cast):
    with time_machine.travel(timezone.now() + dt.timedelta(days=21)):
        with pytest.raises(Refused):
            say(poll, cast.member, "yes")
        assert extend(poll=poll, by=cast.coordinator).closes_on == ahead(7)
        say(poll, cast.member, "yes")
    assert PollAnswer.objects.count() == 1


def test_more_time_than_there_is_before_the_first_date_is_refused(poll, cast):
    for _week in range(2):
        poll = extend(poll=poll, by=cast.coordinator)
    with pytest.raises(Refused):
        extend(poll=poll, by=cast.coordinator)


def test_the_last_day_of_the_term_counts_to_its_end_where_the_circle_meets(poll, cast):
    last = dt.datetime.combine(poll.closes_on, dt.time(23, 30), tzinfo=timezone.get_default_timezone())
    with time_machine.travel(last, tick=False):
        assert polls.takes_answers(poll)
    with time_machine.travel(last + dt.timedelta(hours=1), tick=False):
        assert not polls.takes_answers(poll)


def test_a_date_that_has_passed_is_not_answered_and_not_picked_but_may_stay(poll, cast):
    with time_machine.travel(timezone.now() + dt.timedelta(days=41)):
        assert change(poll, cast, slots_of(poll), closes_on=ahead(5)) == 0
        poll.refresh_from_db()
        with pytest.raises(Refused):
            say(poll, cast.member, "yes")
        with pytest.raises(Refused):
            picked(poll, cast)
        assert len(polls.board(poll).ahead) == 6


def test_picking_makes_the_meetings_of_the_season_and_mails_nobody(poll, cast):
    dates = list(poll.dates.all())
    pick_dates(poll=poll, chosen={one.pk for one in dates[1:7]}, seen=1, by=cast.coordinator)
    meetings = poll.season.meetings.values_list("number", "date", "place", "state")
    assert list(meetings) == [(n, one.date, "De Schakel", "planned") for n, one in enumerate(dates[1:7], start=1)]
    assert AuditEntry.objects.filter(action="sessions_app.poll_picked").count() == 1


@pytest.mark.parametrize("count", [0, 4, 9])
def test_fewer_than_five_or_more_than_eight_are_not_picked(cast, count):
    poll = make_poll(cast.circle, cast.coordinator, count=9)
    with pytest.raises(Refused):
        picked(poll, cast, count)
    assert Poll.objects.get(pk=poll.pk).picked_at is None


def test_dates_of_another_poll_are_not_picked(poll, cast):
    other = make_poll(cast.circle, cast.coordinator, first=45)
    with pytest.raises(Refused):
        pick_dates(poll=poll, chosen=set(other.dates.values_list("pk", flat=True)), seen=1, by=cast.coordinator)


def test_while_it_is_asked_the_season_is_not_planned_or_started_in_another_way(poll, cast):
    meeting = poll.season.meetings.first()
    for act in (
        lambda: change_plan(season=poll.season, slots=proposals(5), by=cast.coordinator),
        lambda: start_season(season=poll.season, by=cast.coordinator),
        lambda: add_meeting(season=poll.season, slot=proposals(1)[0], by=cast.coordinator),
        lambda: move_meeting(meeting=meeting, slot=proposals(1)[0], seen=0, by=cast.coordinator),
        lambda: cancel_meeting(meeting=meeting, by=cast.coordinator),
    ):
        with pytest.raises(Refused, match=r"asked|gevraagd"):
            act()
    assert poll.season.meetings.filter(date=None).count() == 5


def test_after_the_season_started_nothing_is_picked_or_answered(poll, cast):
    picked(poll, cast)
    start_season(season=poll.season, by=cast.coordinator)
    with pytest.raises(Refused):
        picked(poll, cast)
    with pytest.raises(Refused):
        say_when(poll=poll, member=cast.member, answers={}, by=cast.member.user)


def test_who_said_yes_to_a_picked_date_comes_and_all_others_are_still_asked(poll, cast):
    yes, maybe, no, gone, away = cast.members[:5]
    for member, value in ((yes, "yes"), (maybe, "maybe"), (no, "no"), (gone, "yes"), (away, "yes")):
        say(poll, member, value, value)
    first, second = poll.dates.all()[:2]
    Pause.objects.create(membership=away, first=first.date, last=second.date, by=cast.coordinator)
    Membership.objects.filter(pk=gone.pk).update(left_at=timezone.now())
    picked(poll, cast)
    moved = [Slot(m.date, m.starts, m.ends) for m in poll.season.meetings.order_by("number")]
    moved[1] = Slot(moved[1].date, dt.time(20, 0), dt.time(22, 0))
    change_plan(season=poll.season, slots=moved, by=cast.coordinator)
    start_season(season=poll.season, by=cast.coordinator)
    assert list(Attendance.objects.values_list("membership", "meeting__number", "answer")) == [(yes.pk, 1, "yes")]
    assert (PollAnswer.objects.count(), poll.dates.count()) == (0, 0)


def test_a_season_can_be_asked_again_after_the_dates_were_picked(poll, cast):
    say(poll, cast.member, "yes")
    picked(poll, cast)
    again = ask_dates(season=poll.season, slots=proposals(6), wanted=6, closes_on=ahead(9), by=cast.coordinator)
    assert list(Poll.objects.values_list("pk", flat=True)) == [again.pk]
    assert (PollAnswer.objects.count(), poll.season.meetings.count()) == (0, 6)


def test_what_somebody_said_goes_along_with_them_and_is_erased_with_the_account(poll, cast):
    say(poll, cast.member, "maybe")
    [row] = gather(cast.member.user)["sessions_app.poll"]
    assert (row["circle"], row["date"], row["said"]) == (cast.circle.name, poll.dates.first().date, "als het moet")
    erase(user=cast.member.user, by=cast.member.user)
    assert PollAnswer.objects.count() == 0


class TestTheRule:
    """Most yes, then most if need be; a day with too few comes last; where that is equal the furthest from the others."""

    day = dt.date(2027, 1, 1)

    def of(self, *counts):
        return [Candidate(n, self.day + dt.timedelta(weeks=n), *count) for n, count in enumerate(counts)]

    def test_most_yes_then_most_if_need_be(self):
        assert best(self.of((6, 0), (5, 2), (5, 1), (7, 0)), wanted=3, members=8) == {0, 1, 3}

    def test_a_day_on_which_fewer_than_five_can_comes_last(self):
        assert best(self.of((4, 0), (1, 4), (3, 2)), wanted=2, members=8) == {1, 2}

    def test_in_a_smaller_circle_everybody_is_enough(self):
        assert best(self.of((3, 0), (1, 3)), wanted=1, members=4) == {1}

    def test_what_is_equal_is_spread_over_the_year(self):
        assert best(self.of(*[(8, 0)] * 9), wanted=5, members=8) == {0, 2, 4, 6, 8}

    def test_never_more_than_there_are(self):
        assert best(self.of((1, 0)), wanted=5, members=8) == {0}

    @given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=12), st.integers(5, 8))
    def test_nothing_left_out_beats_what_is_chosen(self, counts, wanted):
        candidates = self.of(*counts)
        chosen = best(candidates, wanted=wanted, members=10)
        assert len(chosen) == min(wanted, len(candidates))
        worth = {one.key: (one.yes + one.maybe >= 5, one.yes, one.maybe) for one in candidates}
        left_out = [worth[key] for key in worth.keys() - chosen]
        assert max(left_out, default=(False, 0, 0)) <= min((worth[key] for key in chosen), default=(True, 10, 10))
