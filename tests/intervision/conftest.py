"""A live meeting: Fenna leads, Ellen brings in, Pieter and Marieke are at the table."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from intervision.access import talk_for
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.methods import library
from sessions_app.models import Meeting
from tests.intervision.device import Device

NOON = 12
MORNING = {"starts": datetime.time(8), "ends": datetime.time(10, 30)}
NIGHT = {"starts": datetime.time(19, 30), "ends": datetime.time(22)}


@pytest.fixture
def evening(cast):
    """The cast on the evening itself, before the room is open.

    It never *goes on* at the moment the tests run: then a plan would get the minutes that are left of it.
    """
    away = NIGHT if timezone.localtime().hour < NOON else MORNING
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate(), **away)
    cast.meeting.refresh_from_db()
    cast.marieke = cast.members[2]
    for member in (cast.case_bringer, cast.member, cast.marieke, cast.facilitator):
        arrive(by=talk_for(member.user, cast.meeting.pk))
    return cast


@pytest.fixture
def live(evening, client_of):
    """The room is open with the five steps; ``fenna``, ``ellen``, ``pieter``, ``marieke`` hold a device each."""
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get("vijfstappen"))
    people = {
        "fenna": evening.facilitator,
        "ellen": evening.case_bringer,
        "pieter": evening.member,
        "marieke": evening.marieke,
    }
    devices = {name: Device(client_of(member.user), run, member.user) for name, member in people.items()}
    return SimpleNamespace(run=run, cast=evening, **devices)


@pytest.fixture
def client_of(client):
    """A browser in which somebody is logged in."""

    def make(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return make
