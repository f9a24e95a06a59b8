"""After the meeting the case-bringer reads what was laid down for them, and nobody else does."""

import pytest
from django.urls import reverse

from intervision.access import run_for
from intervision.domain.close import close
from intervision.models import Contribution


@pytest.fixture
def closed(live):
    close(by=run_for(live.fenna.user, live.run.pk))
    for keep, text in (("bringer", "KANARIE-voor-jou"), ("carry", "KANARIE-mee"), ("none", "KANARIE-weg")):
        Contribution.objects.create(
            circle=live.cast.circle,
            run=live.run,
            author=live.cast.member,
            author_user=live.pieter.user,
            step=3,
            kind="question",
            text=text,
            state="shown",
            keep=keep,
        )
    return live


def test_only_the_case_bringer_reads_it(closed, client_of):
    address = reverse("intervision:gifts", args=[closed.cast.meeting.pk])
    page = client_of(closed.ellen.user).get(address).content.decode()
    assert [mark in page for mark in ("voor-jou", "-mee", "-weg")] == [True, True, False]
    for one in (closed.pieter, closed.fenna, closed.marieke):
        assert one.browser.get(address).status_code == 404
    assert client_of(closed.cast.coordinator).get(address).status_code == 404


def test_the_harvest_and_the_meeting_lead_there(closed, client_of):
    address = reverse("intervision:gifts", args=[closed.cast.meeting.pk])
    for name in ("intervision:harvest", "sessions_app:meeting"):
        page = reverse(name, args=[closed.cast.meeting.pk])
        assert address in client_of(closed.ellen.user).get(page).content.decode()
        assert address not in client_of(closed.pieter.user).get(page).content.decode()
