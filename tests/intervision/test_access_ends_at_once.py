"""Whoever loses the right to read hears nothing more: the open stream ends within two seconds, on a bare socket."""

import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone

from circles.domain import agree, depart
from circles.domain.answer import accept
from circles.domain.replace import invite_successor
from circles.models import Membership
from intervision.access import talk_for
from intervision.domain.arrive import arrive
from intervision.domain.start import start_run
from intervision.methods import library
from intervision.models import Run
from sessions_app.models import Meeting
from tests import factories
from tests.house.walk import session_key
from tests.plugins.speed import busy
from tests.praktijkkring.live.follower import Follower

AT_ONCE = 2.0  # seconds


@pytest.fixture
def follow(cast, site):
    """The run of today, and a bare socket for who follows it; all sockets are closed afterwards."""
    Meeting.objects.filter(pk=cast.meeting.pk).update(date=timezone.localdate())
    for member in (cast.case_bringer, cast.member):
        arrive(by=talk_for(member.user, cast.meeting.pk))
    run = start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=library.get("vijfstappen"))
    port, opened = urlsplit(site).port, []

    def follow(user):
        cookie = f"Cookie: {settings.SESSION_COOKIE_NAME}={session_key(user)}"
        address = f"/live/run/{run.pk}/?v={Run.objects.get(pk=run.pk).version}"
        follower = Follower(port, address, headers=(f"Host: 127.0.0.1:{port}", cookie))
        opened.append(follower)
        return follower

    yield follow
    for one in opened:
        one.close()


def leaves(cast):
    depart.leave(by=cast.member.user, membership=Membership.objects.get(pk=cast.member.pk))


def is_removed(cast):
    depart.remove(by=cast.coordinator, membership=Membership.objects.get(pk=cast.member.pk), reason="other")


def is_succeeded(cast):
    person = factories.make_user("Olga Opvolger")
    invitation = invite_successor(by=cast.coordinator, membership=cast.member, email=person.email, name="")
    accept(by=person, invitation=invitation, agreement=cast.circle.agreements.first(), name=person.name)


def must_sign_again(cast):
    agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Ook foto's blijven hier.")


@pytest.mark.parametrize("happens", [leaves, is_removed, is_succeeded, must_sign_again])
def test_the_stream_ends_within_two_seconds_and_stays_shut(cast, follow, happens):
    stream = follow(cast.member.user)
    assert stream.open() == 200
    stream.wait("hello")
    within = AT_ONCE * busy()
    began = time.monotonic()
    happens(cast)
    stream.wait_end(timeout=within + 1)
    assert time.monotonic() - began < within
    assert follow(cast.member.user).open() == 404


def test_who_signs_the_new_version_follows_again(cast, follow):
    must_sign_again(cast)
    assert follow(cast.member.user).open() == 404
    agree.sign(by=cast.member.user, membership=cast.member, agreement=cast.circle.agreements.first())
    assert follow(cast.member.user).open() == 200
