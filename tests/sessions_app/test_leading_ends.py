"""Who leads reads along until the day of the meeting is over where it is held, whatever clock they set for themselves."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from sessions_app.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db

EVENING = dt.datetime(2027, 3, 4, 18, 45, tzinfo=dt.UTC)  # 19:45 in Amsterdam, the next morning on Kiritimati
MORNING_AFTER = dt.datetime(2027, 3, 5, 6, 0, tzinfo=dt.UTC)  # 07:00 in Amsterdam, the evening before in Pago Pago


@pytest.fixture
def leader(cast):
    """Somebody without a seat who leads the meeting of 4 March 2027, and no other."""
    leader = factories.make_user("Gerda Leidt")
    Meeting.objects.update(facilitator=None)
    Meeting.objects.filter(pk=cast.meeting.pk).update(facilitator=leader, date=dt.date(2027, 3, 4))
    return leader


def reads(leader, cast, zone, moment):
    with time_machine.travel(moment, tick=False):
        type(leader).objects.filter(pk=leader.pk).update(time_zone=zone)
        client = Client()
        client.force_login(leader)
        return client.get(reverse("sessions_app:question", args=[cast.question.pk])).status_code == 200


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_on_the_evening_itself(cast, leader, zone):
    assert reads(leader, cast, zone, EVENING)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_not_any_more_the_next_morning(cast, leader, zone):
    assert not reads(leader, cast, zone, MORNING_AFTER)
