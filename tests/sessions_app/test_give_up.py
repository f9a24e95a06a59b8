"""Who leaves the circle reads nothing any more, also not as a facilitator."""

import pytest
from django.http import Http404

from circles.domain.depart import leave, remove
from praktijkkring.accounts.erase import erase
from sessions_app.access import meeting_for
from sessions_app.models import Meeting
from tests import factories


def test_a_removed_member_who_leads_loses_the_lead_and_the_door(cast):
    remove(by=cast.coordinator, membership=cast.facilitator, reason="other")
    cast.meeting.refresh_from_db()
    assert cast.meeting.facilitator is None
    assert cast.meeting.state == Meeting.State.CONFIRMED
    with pytest.raises(Http404):
        meeting_for(cast.facilitator.user, cast.meeting.pk)


def test_a_deputy_and_a_reserve_who_leave_are_none_any_more(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(deputy=cast.member.user, reserve=cast.member)
    leave(by=cast.member.user, membership=cast.member)
    cast.meeting.refresh_from_db()
    assert (cast.meeting.deputy, cast.meeting.reserve) == (None, None)


def test_a_meeting_whose_case_bringer_leaves_must_be_confirmed_again(cast):
    leave(by=cast.case_bringer.user, membership=cast.case_bringer)
    cast.meeting.refresh_from_db()
    assert (cast.meeting.case_bringer, cast.meeting.question, cast.meeting.state) == (None, None, "scheduled")


def test_what_is_behind_us_stays_as_it_was(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="done")
    leave(by=cast.case_bringer.user, membership=cast.case_bringer)
    cast.meeting.refresh_from_db()
    assert cast.meeting.case_bringer == cast.case_bringer


def test_a_facilitator_from_outside_keeps_the_lead_when_a_member_leaves(cast):
    guest = factories.make_user("Gerda Leidt")
    Meeting.objects.filter(pk=cast.meeting.pk).update(facilitator=guest)
    leave(by=cast.member.user, membership=cast.member)
    cast.meeting.refresh_from_db()
    assert cast.meeting.facilitator == guest


def test_who_is_erased_leads_nothing_any_more_also_without_a_seat(cast):
    gerda = factories.make_user("Gerda Leidt")
    Meeting.objects.filter(pk=cast.meeting.pk).update(facilitator=gerda)
    past = cast.season.meetings.get(number=2)
    Meeting.objects.filter(pk=past.pk).update(facilitator=gerda, state="cancelled")
    erase(user=gerda, by=gerda)
    cast.meeting.refresh_from_db()
    past.refresh_from_db()
    assert (cast.meeting.facilitator, past.facilitator) == (None, gerda)
