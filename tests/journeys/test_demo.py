"""The demo circles load through the same verbs as real ones, once, and only in demo mode."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from circles.models import Circle, Interest, Invitation
from costs.models import Payment, Share
from intervision.models import Harvest, Insight
from praktijkkring.accounts.demo import PEOPLE
from praktijkkring.models import User
from sessions_app.models import Meeting, Question


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    call_command("demo", verbosity=0)


def test_the_demo_does_not_load_outside_demo_mode(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")
    assert not User.objects.exists()


def test_one_circle_runs_and_one_waits_for_its_sixth_member(demo):
    running, forming = Circle.objects.get(state="running"), Circle.objects.get(state="forming")
    assert running.memberships.count() == 8
    assert forming.memberships.count() == 5
    assert forming.is_public
    assert Interest.objects.filter(circle=forming, state="waiting").count() == 3
    assert Invitation.objects.filter(circle=forming, state="open").count() == 1


def test_a_meeting_can_go_live_today(demo):
    meeting = Meeting.objects.get(date=timezone.localdate())
    assert meeting.state == Meeting.State.CONFIRMED
    assert meeting.case_bringer.user.email == PEOPLE[2].email
    assert meeting.facilitator.email == PEOPLE[1].email
    assert meeting.question.shared_at


def test_past_meetings_have_a_harvest_and_questions_wait(demo):
    assert Harvest.objects.count() == 3
    assert Insight.objects.filter(shared=True).count() == 8
    assert Question.objects.filter(meetings=None, shared_at__isnull=False).count() == 2
    assert Question.objects.filter(shared_at=None).count() == 1


def test_shares_are_partly_paid(demo):
    assert Share.objects.count() == 8
    assert Payment.objects.count() == 4


def test_loading_twice_changes_nothing(demo):
    before = User.objects.count(), Question.objects.count()
    call_command("demo", verbosity=0)
    assert (User.objects.count(), Question.objects.count()) == before


def test_everybody_who_can_log_in_exists(demo):
    assert User.objects.filter(email__in=[person.email for person in PEOPLE]).count() == len(PEOPLE)
