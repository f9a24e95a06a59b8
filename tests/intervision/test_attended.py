"""Who led and who brought in were there, also when they never pressed a button to say so."""

import datetime

import pytest
from django.utils import timezone

from intervision.access import run_for, talk_for
from intervision.domain.close import close
from intervision.domain.close_left_open import close_left_open
from intervision.domain.start import start_run
from intervision.methods import library
from sessions_app.models import Attendance, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast):
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
    return start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=library.get("vijfstappen"))


def there(cast):
    rows = Attendance.objects.filter(meeting=cast.meeting, present_from__isnull=False)
    return set(rows.values_list("membership_id", flat=True))


def test_who_opens_the_room_is_there_at_once_and_who_brought_in_when_it_closes(cast, run):
    assert there(cast) == {cast.facilitator.pk}
    close(by=run_for(cast.facilitator.user, run.pk))
    assert there(cast) == {cast.facilitator.pk, cast.case_bringer.pk}
    bringer = Attendance.objects.get(meeting=cast.meeting, membership=cast.case_bringer)
    assert (bringer.present_from, bringer.present_until is None) == (run.started_at, False)


def test_of_a_round_left_open_it_is_for_the_coordinator_to_say_who_was_there(cast, run):
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate() - datetime.timedelta(days=1))
    close_left_open(meeting=cast.meeting, by=cast.coordinator)
    assert there(cast) == {cast.facilitator.pk}
