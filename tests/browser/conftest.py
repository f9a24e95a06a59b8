"""A room that is open, for tests with real browsers."""

import pytest
from django.utils import timezone

from intervision.access import talk_for
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.methods import library
from intervision.methods.around import around
from sessions_app.models import Meeting


@pytest.fixture
def open_room(cast):
    """``open_room(method)``: Fenna leads, Ellen, Pieter and Marieke are at the table. ``before``: see ``around``."""

    def start(key, **before):
        Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
        for member in (cast.case_bringer, cast.member, cast.members[2]):
            arrive(by=talk_for(member.user, cast.meeting.pk))
        return start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=around(library.get(key), **before))

    return start
