"""Breaks, successors, leaving with a reason: the seat, the turn, the costs and the history follow."""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles import chairs
from circles.access import circle_for
from circles.domain import depart
from circles.domain.answer import accept
from circles.domain.invite import given_out
from circles.domain.pause import end_pause, pause
from circles.domain.replace import invite_successor
from circles.models import Membership, Pause
from costs.models import Budget
from costs.queries import share_of
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from sessions_app import queries
from sessions_app.domain.answer import answer
from sessions_app.domain.remind import facts_of
from sessions_app.models import Attendance, Meeting
from sessions_app.turns import may_have
from tests import factories

DAY = datetime.timedelta(days=1)


def rest(cast, member, by=None, first=None, last=None):
    first = first or cast.meeting.date
    return pause(by=by or member.user, membership=member, first=first, last=last or first)


class TestBreak:
    def test_nothing_is_asked_for_the_meetings_of_those_days_and_the_quorum_does_not_count_them(self, cast):
        rest(cast, cast.member)
        second = cast.season.meetings.get(number=2)
        assert cast.member.pk not in {pk for pk, _user in facts_of(cast.meeting).members}
        assert cast.member.pk in {pk for pk, _user in facts_of(second).members}
        with pytest.raises(Refused):
            answer(meeting=cast.meeting, member=cast.member, value="yes", by=cast.member.user)

    def test_the_turn_moves_back_and_others_do_not_wait_for_it(self, cast):
        before = [turn.membership_id for turn in queries.turns(cast.season)]
        rest(cast, cast.member)
        turns = queries.turns(cast.season)
        assert before[1] == turns[-1].membership_id == cast.member.pk
        assert (turns[-1].paused, turns[-1].status) == (True, "open")
        Meeting.objects.filter(pk=cast.meeting.pk).update(state="done")
        assert not may_have(queries.turns(cast.season), cast.case_bringer.pk)

    def test_what_somebody_was_to_do_goes_back_to_the_circle(self, cast):
        Attendance.objects.create(meeting=cast.meeting, membership=cast.case_bringer, answer="yes")
        rest(cast, cast.case_bringer)
        rest(cast, cast.facilitator)
        meeting = Meeting.objects.get(pk=cast.meeting.pk)
        assert (meeting.case_bringer, meeting.question, meeting.facilitator, meeting.state) == (
            None,
            None,
            None,
            "scheduled",
        )
        assert {row.answer for row in Attendance.objects.all()} == {""}

    def test_the_seat_and_the_reading_stay(self, cast):
        rest(cast, cast.member)
        assert circle_for(cast.member.user, cast.circle.pk).may("circle.content")
        assert Membership.objects.get(pk=cast.member.pk).left_at is None

    def test_the_coordinators_hear_it_and_the_member_when_somebody_else_did_it(self, cast):
        rest(cast, cast.member)
        assert [m.to_user for m in Message.objects.filter(kind="circles.paused")] == [cast.coordinator]
        rest(cast, cast.members[3], by=cast.coordinator)
        assert {m.to_user for m in Message.objects.filter(kind="circles.paused")} == {
            cast.coordinator,
            cast.members[3].user,
        }

    def test_not_for_somebody_else_not_in_the_past_not_twice_not_for_years(self, cast):
        with pytest.raises(Http404):
            rest(cast, cast.member, by=cast.case_bringer.user)
        today = timezone.localdate()
        for first, last in ((today - 3 * DAY, today - DAY), (today + DAY, today), (today, today + 400 * DAY)):
            with pytest.raises(Refused):
                pause(by=cast.member.user, membership=cast.member, first=first, last=last)
        rest(cast, cast.member)
        with pytest.raises(Refused):
            rest(cast, cast.member, first=timezone.localdate(), last=cast.meeting.date)

    def test_it_ends_when_somebody_says_so(self, cast):
        today = timezone.localdate()
        coming = rest(cast, cast.member)
        begun = Pause.objects.create(membership=cast.member, first=today - DAY, last=today + DAY, by=cast.coordinator)
        end_pause(by=cast.member.user, pause=coming)
        end_pause(by=cast.member.user, pause=begun)
        assert list(cast.member.pauses.values_list("last", flat=True)) == [today - DAY]
        with pytest.raises(Http404):
            end_pause(by=cast.member.user, pause=begun)
        answer(meeting=cast.meeting, member=cast.member, value="yes", by=cast.member.user)

    def test_the_pages_say_so(self, cast, client):
        rest(cast, cast.member)
        client.force_login(cast.member.user)
        page = client.get(reverse("sessions_app:meeting", args=[cast.meeting.pk]))
        assert (page.context["may_answer"], page.context["i_pause"]) == (False, True)
        assert reverse("circles:pause", args=[cast.circle.pk, cast.member.pk]) in page.content.decode()


def succeed(cast, member, name="Olga Opvolger", area="Elders"):
    person = factories.make_user(name)
    invitation = invite_successor(by=cast.coordinator, membership=member, email=person.email, name=name)
    agreement = cast.circle.agreements.first()
    return accept(by=person, invitation=invitation, agreement=agreement, name=name, area=area)


class TestSuccessor:
    def test_the_seat_changes_hands_at_one_stroke_within_the_area(self, cast):
        new = succeed(cast, cast.member)
        old = Membership.objects.get(pk=cast.member.pk)
        assert (new.seat, new.area, new.succeeds) == (old.seat, old.area, old)
        assert (old.reason, old.removed, bool(old.left_at)) == ("replaced", False, True)
        with pytest.raises(Http404):
            circle_for(old.user, cast.circle.pk)
        assert Message.objects.get(kind="circles.replaced").to_user == old.user

    def test_an_open_invitation_for_a_taken_seat_is_no_eleventh_chair(self, cast):
        for seat in (9, 10):
            factories.make_member(cast.circle, seat)
        invite_successor(by=cast.coordinator, membership=cast.member, email="x@voorbeeld.nl", name="")
        assert given_out(cast.circle) == 10
        depart.leave(by=cast.member.user, membership=cast.member)
        assert given_out(cast.circle) == 10

    def test_who_is_to_succeed_sits_on_no_chair_of_their_own_while_it_is_taken(self, cast):
        invite_successor(by=cast.coordinator, membership=cast.member, email="nieuw@voorbeeld.nl", name="Wim Stam")
        kinds = [chair.kind for chair in chairs.laid(cast.circle).values()]
        assert kinds == [chairs.MEMBER] * 8 + [chairs.FREE] * 2
        Membership.objects.filter(pk=cast.member.pk).update(left_at=timezone.now())
        assert chairs.laid(cast.circle)[cast.member.seat].kind == chairs.INVITED

    def test_one_is_asked_at_a_time_and_only_by_the_coordinator(self, cast):
        with pytest.raises(Http404):
            invite_successor(by=cast.member.user, membership=cast.member, email="x@voorbeeld.nl", name="")
        invite_successor(by=cast.coordinator, membership=cast.member, email="x@voorbeeld.nl", name="")
        with pytest.raises(Refused):
            invite_successor(by=cast.coordinator, membership=cast.member, email="y@voorbeeld.nl", name="")
        email = cast.case_bringer.user.email
        with pytest.raises(Refused):
            invite_successor(by=cast.coordinator, membership=cast.members[4], email=email, name="")

    def test_the_share_goes_with_the_seat_also_when_the_division_is_fixed(self, cast):
        budget = Budget.objects.create(season=cast.season)
        share = budget.shares.create(membership=cast.member, cents=100)
        new = succeed(cast, cast.member)
        assert share_of(budget, new) == share
        newer = succeed(cast, new, name="Petra Nog Een")
        assert share_of(budget, newer) == share


class TestHistory:
    def test_everybody_reads_who_sat_where_and_only_coordinators_why(self, cast, client):
        depart.leave(by=cast.members[4].user, membership=cast.members[4], reason="private")
        succeed(cast, cast.member)
        address = reverse("circles:seats", args=[cast.circle.pk])
        for person, sees_why in ((cast.case_bringer.user, False), (cast.coordinator, True)):
            client.force_login(person)
            page = client.get(address)
            assert "Pieter Smit" in page.content.decode()
            assert "Olga Opvolger" in page.content.decode()
            assert ("iets persoonlijks" in page.content.decode()) == sees_why

    @pytest.mark.parametrize("gone", [1, 3])
    def test_it_asks_as_often_for_one_who_left_as_for_three(self, cast, client, gone, django_assert_num_queries):
        for member in cast.members[2 : 2 + gone]:
            depart.leave(by=member.user, membership=member)
        client.force_login(cast.case_bringer.user)
        client.get(reverse("circles:seats", args=[cast.circle.pk]))
        with django_assert_num_queries(4):
            client.get(reverse("circles:seats", args=[cast.circle.pk]))

    def test_a_reason_is_one_of_the_known_ones_or_none(self, cast, client):
        with pytest.raises(ValueError, match="known reasons"):
            depart.leave(by=cast.member.user, membership=cast.member, reason="a long story")
        client.force_login(cast.member.user)
        address = reverse("circles:leave", args=[cast.circle.pk])
        assert client.post(address, {"reason": "verhaal"}).status_code == 422
        assert client.post(address, {"reason": "time"}).status_code == 302
        assert Membership.objects.get(pk=cast.member.pk).reason == "time"
