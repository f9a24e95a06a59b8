"""Two people at once: one wins, the other hears it; nothing is stored twice."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from praktijkkring.errors import Refused
from sessions_app.cadence import Slot
from sessions_app.domain.answer import answer
from sessions_app.domain.assign import assign
from sessions_app.domain.plan_season import plan_season
from sessions_app.domain.schedule import add_meeting, move_meeting
from sessions_app.domain.start_season import start_season
from sessions_app.domain.write_question import save_question, unshare_question
from sessions_app.models import Attendance, Meeting, Question, Season
from tests import factories
from tests.sessions_app.test_season import slots

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Carry out all acts at the same moment; what each gave, or the Refused it met."""
    barrier = threading.Barrier(len(acts))
    found = [None] * len(acts)

    def work(number, act):
        barrier.wait()
        try:
            found[number] = act()
        except Refused as refusal:
            found[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def won(found):
    return [thing for thing in found if not isinstance(thing, Refused)]


def test_two_choices_of_a_case_bringer_have_one_winner(cast):
    members = cast.members[1:5]
    for member in members:
        factories.make_question(member)
    second = cast.season.meetings.get(number=2)
    found = at_once(
        *(lambda m=member: assign(meeting=second, member=m, seen=None, by=cast.coordinator) for member in members)
    )
    [winner] = won(found)
    assert Meeting.objects.get(pk=second.pk).case_bringer == winner.case_bringer


def test_one_question_is_chosen_for_one_meeting(cast):
    factories.make_question(cast.member)
    meetings = cast.season.meetings.filter(state="scheduled")
    found = at_once(
        *(
            lambda m=meeting: assign(meeting=m, member=cast.member, seen=None, by=cast.coordinator)
            for meeting in meetings
        )
    )
    assert len(won(found)) == 1
    assert Meeting.objects.filter(case_bringer=cast.member).count() == 1


def test_a_question_is_not_chosen_and_taken_back_at_once(cast):
    question = factories.make_question(cast.member)
    second = cast.season.meetings.get(number=2)
    at_once(
        lambda: assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator),
        lambda: unshare_question(question=question, by=cast.member.user),
    )
    chosen = Meeting.objects.filter(question=question).exists()
    assert chosen == (Question.objects.get(pk=question.pk).shared_at is not None)


def test_two_moves_raise_the_sequence_once(cast):
    days = (200, 207, 214)
    found = at_once(
        *(
            lambda d=day: move_meeting(
                meeting=cast.meeting,
                slot=Slot(timezone.localdate() + dt.timedelta(days=d)),
                seen=0,
                by=cast.coordinator,
            )
            for day in days
        )
    )
    assert (len(won(found)), Meeting.objects.get(pk=cast.meeting.pk).sequence) == (1, 1)


def test_never_a_ninth_meeting(cast):
    day = timezone.localdate() + dt.timedelta(days=300)
    found = at_once(*[lambda: add_meeting(season=cast.season, slot=Slot(day), by=cast.coordinator)] * 6)
    assert (len(won(found)), cast.season.meetings.count()) == (3, 8)


def test_two_seasons_do_not_start_at_once(cast):
    Season.objects.all().update(state="closed")
    plans = [plan_season(circle=cast.circle, name=name, slots=slots(5), by=cast.coordinator) for name in "ab"]
    found = at_once(*(lambda s=season: start_season(season=s, by=cast.coordinator) for season in plans))
    assert (len(won(found)), Season.objects.filter(state="running").count()) == (1, 1)


def test_two_tabs_save_one_version(cast):
    question = factories.make_question(cast.member, shared=False)
    found = at_once(
        *(
            lambda t=text: save_question(question=question, fields={"text": t}, seen=1, by=cast.member.user)
            for text in ("Hoe een?", "Hoe twee?", "Hoe drie?")
        )
    )
    [winner] = won(found)
    stored = Question.objects.get(pk=question.pk)
    assert (stored.version, stored.text) == (2, winner.text)


def test_answers_at_once_are_one_row(cast):
    found = at_once(
        *(
            lambda v=value: answer(meeting=cast.meeting, member=cast.member, value=v, by=cast.member.user)
            for value in ("yes", "no", "maybe", "yes")
        )
    )
    assert (len(won(found)), Attendance.objects.count()) == (4, 1)
