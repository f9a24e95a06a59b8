"""Before a meeting is over there is no harvest to write in: the same 404 as for what does not exist."""

import pytest
from django.urls import reverse

from intervision.models import Harvest, Insight

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["insight", "commitment"])
def test_nothing_is_written_in_a_harvest_that_is_not_there(cast, client, name):
    client.force_login(cast.case_bringer.user)
    written = {"text": "Ik luister eerst.", "commitment": "Ik bel de buurman.", "real_question": "Wat wil ik zelf?"}
    answer = client.post(reverse(f"intervision:{name}", args=[cast.meeting.pk]), written)
    assert answer.status_code == 404
    assert (Insight.objects.count(), Harvest.objects.count()) == (0, 0)


def test_also_not_while_the_room_is_open(live):
    answer = live.pieter.browser.post(
        reverse("intervision:insight", args=[live.run.meeting_id]), {"text": "Ik luister eerst."}
    )
    assert (answer.status_code, Insight.objects.count()) == (404, 0)
