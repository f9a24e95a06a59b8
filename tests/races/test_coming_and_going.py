"""Somebody leaves at the very moment that something is given to them, and a form that is sent twice."""

import pytest
from django.http import Http404
from django.utils import timezone

from circles.domain.depart import leave
from circles.domain.found import found
from circles.models import Circle, Membership
from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.methods import library
from intervision.models import Run
from praktijkkring.errors import Refused
from sessions_app.domain.assign import assign
from sessions_app.domain.confirm import confirm
from sessions_app.domain.plan_season import plan_season
from sessions_app.domain.write_question import begin_question
from sessions_app.models import Meeting, Question, Season
from tests import factories
from tests.races.test_seats import together
from tests.sessions_app.test_season import slots

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 6


def or_404(act):
    """The act, with "not any more" as an outcome like another."""

    def run():
        try:
            return act()
        except Http404:
            return None

    return run


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_nobody_brings_in_who_leaves_at_the_same_moment(cast, round_number):
    factories.make_question(cast.member)
    second = cast.season.meetings.get(number=2)
    together(
        lambda: assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator),
        lambda: leave(by=cast.member.user, membership=Membership.objects.get(pk=cast.member.pk)),
    )
    assert Meeting.objects.get(pk=second.pk).case_bringer is None


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_a_meeting_that_begins_while_its_case_bringer_leaves_is_either_open_or_not(cast, round_number):
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
    talk = talk_for(cast.facilitator.user, cast.meeting.pk)
    together(
        or_404(lambda: start_run(by=talk, method=library.get("vijfstappen"))),
        lambda: leave(by=cast.case_bringer.user, membership=Membership.objects.get(pk=cast.case_bringer.pk)),
    )
    meeting = Meeting.objects.get(pk=cast.meeting.pk)
    is_open = Run.objects.filter(meeting=meeting).exists()
    assert (meeting.state, meeting.question_id is None) == (("live", False) if is_open else ("scheduled", True))


def test_two_people_confirm_at_once(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="scheduled")
    found = together(*[lambda: confirm(meeting=cast.meeting, by=cast.coordinator)] * 3)
    assert [meeting.state for meeting in found] == ["confirmed"] * 3


def test_two_devices_start_the_room_at_once(cast):
    talk = talk_for(cast.facilitator.user, cast.meeting.pk)
    found = together(*[lambda: start_run(by=talk, method=library.get("vijfstappen"))] * 4)
    assert sorted(type(one).__name__ for one in found) == ["Refused"] * 3 + ["Run"]
    assert Run.objects.count() == 1


def test_a_question_that_is_begun_twice_is_one(cast):
    together(*[lambda: begin_question(circle=cast.circle, by=cast.member.user)] * 4)
    assert Question.objects.filter(author=cast.member).count() == 1


def test_a_plan_that_is_sent_twice_is_one_season(cast):
    Season.objects.all().update(state="closed")
    dates = slots(5)
    found = together(*[lambda: plan_season(circle=cast.circle, name="2026-2027", slots=dates, by=cast.coordinator)] * 3)
    assert len({season.pk for season in found}) == 1
    assert Season.objects.filter(state="planned").count() == 1


def test_another_plan_with_the_same_name_is_refused(cast):
    plan_season(circle=cast.circle, name="2027-2028", slots=slots(5), by=cast.coordinator)
    with pytest.raises(Refused):
        plan_season(circle=cast.circle, name="2027-2028", slots=slots(6), by=cast.coordinator)


def test_a_circle_that_is_founded_twice_is_one(cast):
    told = {"name": "Nieuwe kring", "theme": "Hoe verder?", "agreement_text": "Wat hier gezegd wordt, blijft hier."}
    made = together(*[lambda: found(by=cast.coordinator, **told)] * 3)
    assert len({circle.pk for circle in made}) == 1
    assert Circle.objects.filter(name="Nieuwe kring").count() == 1
