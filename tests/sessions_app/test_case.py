"""Who brings in, which question, and: it goes on."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import Http404

from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from sessions_app import queries
from sessions_app.domain.assign import assign, choose_question, name_reserve, unassign
from sessions_app.domain.confirm import confirm, hold
from sessions_app.domain.lead import name_leaders
from sessions_app.domain.write_question import unshare_question
from sessions_app.models import Meeting
from sessions_app.turns import Turn, in_order, may_have
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    """The second meeting of the season: a date, nobody brings in. Fenna leads."""
    meeting = cast.season.meetings.get(number=2)
    Meeting.objects.filter(pk=meeting.pk).update(facilitator=cast.facilitator.user)
    return Meeting.objects.get(pk=meeting.pk)


def test_the_coordinator_picks_a_person_and_the_one_question_follows(cast, second):
    question = factories.make_question(cast.member)
    meeting = assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator)
    assert (meeting.case_bringer, meeting.question, meeting.state) == (cast.member, question, "scheduled")
    assert Message.objects.get(kind="sessions_app.chosen").to_user == cast.member.user


def test_with_two_questions_the_case_bringer_picks(cast, second):
    first, other = factories.make_question(cast.member), factories.make_question(cast.member, "Wat durf ik?")
    meeting = assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator)
    assert meeting.question is None
    with pytest.raises(Refused):
        confirm(meeting=meeting, by=cast.coordinator)
    with pytest.raises(Http404):
        choose_question(meeting=meeting, question=other, by=cast.coordinator)
    assert choose_question(meeting=meeting, question=other, by=cast.member.user).question == other
    assert choose_question(meeting=meeting, question=first, by=cast.facilitator.user).question == first


def test_who_shared_nothing_cannot_be_chosen(cast, second):
    factories.make_question(cast.member, shared=False)
    with pytest.raises(Refused):
        assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator)


def test_a_question_is_central_only_once(cast, second):
    with pytest.raises(Refused):
        assign(meeting=second, member=cast.case_bringer, seen=None, by=cast.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=second.pk).update(case_bringer=cast.case_bringer, question=cast.question)


def test_nobody_gets_a_second_turn_before_everybody_had_one(cast, second):
    factories.make_question(cast.case_bringer, "Nog een vraag?")
    with pytest.raises(Refused):
        assign(meeting=second, member=cast.case_bringer, seen=None, by=cast.coordinator)
    meeting = assign(meeting=second, member=cast.case_bringer, seen=None, by=cast.coordinator, circle_decided=True)
    assert meeting.case_bringer == cast.case_bringer


def test_who_saw_an_older_choice_cannot_change_it(cast, second):
    factories.make_question(cast.member)
    factories.make_question(cast.facilitator)
    assign(meeting=second, member=cast.member, seen=None, by=cast.coordinator)
    with pytest.raises(Refused):
        assign(meeting=second, member=cast.facilitator, seen=None, by=cast.coordinator)


def test_another_case_bringer_takes_the_confirmation_back(cast):
    factories.make_question(cast.member)
    meeting = assign(meeting=cast.meeting, member=cast.member, seen=cast.case_bringer.pk, by=cast.coordinator)
    assert (meeting.state, meeting.case_bringer) == ("scheduled", cast.member)
    assert unassign(meeting=meeting, seen=cast.member.pk, by=cast.coordinator).question is None


def test_the_reserve_is_somebody_else(cast):
    with pytest.raises(Refused):
        name_reserve(meeting=cast.meeting, member=cast.case_bringer, by=cast.coordinator)
    assert name_reserve(meeting=cast.meeting, member=cast.member, by=cast.facilitator.user).reserve == cast.member


def test_a_chosen_question_is_not_taken_back(cast):
    with pytest.raises(Refused):
        unshare_question(question=cast.question, by=cast.case_bringer.user)


@pytest.mark.parametrize("missing", ["date", "case_bringer", "question"])
def test_a_meeting_is_not_confirmed_without(missing, cast):
    gone = {"date": {"date": None}, "question": {"question": None}}
    change = gone.get(missing, {"case_bringer": None, "question": None})
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="scheduled", **change)
    with pytest.raises(Refused):
        confirm(meeting=cast.meeting, by=cast.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=cast.meeting.pk).update(state="confirmed")


def test_a_meeting_without_the_live_room_is_noted_as_held_after_its_end(cast, second):
    with pytest.raises(Refused):
        hold(meeting=cast.meeting, by=cast.coordinator)
    with time_machine.travel(cast.meeting.ends_at + dt.timedelta(minutes=1), tick=False):
        with pytest.raises(Http404):
            hold(meeting=cast.meeting, by=cast.member.user)
        assert hold(meeting=cast.meeting, by=cast.coordinator).state == "done"
    with time_machine.travel(second.ends_at + dt.timedelta(minutes=1), tick=False), pytest.raises(Refused):
        hold(meeting=second, by=cast.coordinator)


def test_somebody_from_outside_leads_openly(cast, client):
    client.force_login(cast.outsider)
    assert client.get(f"/vragen/{cast.question.pk}/").status_code == 404
    name_leaders(meeting=cast.meeting, facilitator=cast.outsider, deputy=None, by=cast.coordinator)
    assert client.get(f"/vragen/{cast.question.pk}/").status_code == 200
    client.force_login(cast.member.user)
    assert "Chris Buiten" in client.get(f"/bijeenkomsten/{cast.meeting.pk}/").content.decode()
    name_leaders(meeting=cast.meeting, facilitator=None, deputy=None, by=cast.coordinator)
    client.force_login(cast.outsider)
    assert client.get(f"/vragen/{cast.question.pk}/").status_code == 404


def test_who_led_an_earlier_meeting_reads_no_more_when_it_is_past(cast, client):
    Meeting.objects.filter(pk=cast.meeting.pk).update(facilitator=cast.outsider, date="2020-01-01", state="done")
    client.force_login(cast.outsider)
    assert client.get(f"/vragen/{cast.question.pk}/").status_code == 404


def test_turns_wait_for_who_had_none_last_season_first():
    turns = [Turn(1, 1, "had"), Turn(2, 2), Turn(3, 3, waited=True), Turn(4, 4, "next")]
    assert [turn.membership_id for turn in in_order(turns)] == [4, 3, 2, 1]
    assert (may_have(turns, 2), may_have(turns, 1)) == (True, False)
    assert may_have([Turn(1, 1, "had"), Turn(2, 2, "next")], 1)


def test_the_turn_list_knows_last_season(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="done")
    cast.season.meetings.filter(state="scheduled").update(state="cancelled")
    type(cast.season).objects.filter(pk=cast.season.pk).update(state="closed", closed_at="2099-01-01T00:00Z")
    following = factories.make_season(cast.circle)
    turns = queries.turns(following)
    assert [turn.waited for turn in turns] == [True] * 7 + [False]
    assert turns[-1].membership_id == cast.case_bringer.pk
