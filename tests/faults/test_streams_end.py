"""Whoever may no longer read along has no open stream left: it is told to end at once, not a quarter of an hour later."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from praktijkkring.accounts.erase import erase
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from sessions_app.domain.lead import name_leaders
from sessions_app.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_out(monkeypatch):
    """Who was told to leave: [(room, user id)]."""
    found = []

    def ring(room, message, asking=""):
        if isinstance(message, wire.Kick):
            found.append((room, message.user_id))

    monkeypatch.setattr(live_publish, "_ring", ring)
    return found


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    """Carry out an act and what waits for its commit."""

    def run(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return run


def test_logging_out(cast, client, put_out, after):
    client.force_login(cast.member.user)
    after(lambda: client.post(reverse("account_logout")))
    assert put_out == [(wire.EVERYBODY, cast.member.user_id)]


def test_an_account_that_an_administrator_closes(cast, client, put_out, after):
    client.force_login(cast.superuser)
    user = cast.member.user
    fields = {"name": user.name, "language": "nl", "time_zone": user.time_zone}
    answer = after(lambda: client.post(f"/beheer/praktijkkring/user/{user.pk}/change/", fields))
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.is_active, put_out) == (False, [(wire.EVERYBODY, user.pk)])


def test_an_account_that_is_erased(cast, put_out, after):
    user = cast.member.user
    after(lambda: erase(user=user, by=user))
    assert (wire.EVERYBODY, user.pk) in put_out


def test_a_new_password_ends_what_other_devices_follow(cast, client, put_out, after):
    user = cast.member.user
    user.set_password("boerenkool met worst")
    user.save()
    client.force_login(user)
    new = {"password1": "stamppot met spekjes", "password2": "stamppot met spekjes"}
    answer = after(
        lambda: client.post(reverse("account_change_password"), {"oldpassword": "boerenkool met worst", **new})
    )
    assert answer.status_code == 302
    assert (wire.EVERYBODY, user.pk) in put_out


def test_a_device_that_is_shut_out(cast, client, put_out, after):
    client.force_login(cast.member.user)
    lost = Client()
    lost.force_login(cast.member.user)
    for browser in (client, lost):
        browser.get(reverse("accounts:account"))
    assert UserSession.objects.count() == 2
    after(lambda: client.post(reverse("usersessions_list")))
    assert lost.get(reverse("accounts:account")).status_code == 302
    assert (wire.EVERYBODY, cast.member.user_id) in put_out


def test_who_no_longer_leads_a_meeting_that_is_going_on(live, put_out, after):
    cast = live.cast
    meeting = Meeting.objects.get(pk=cast.meeting.pk)
    after(lambda: name_leaders(meeting=meeting, facilitator=cast.coordinator, deputy=None, by=cast.coordinator))
    room = live.run.pk
    fenna = cast.facilitator.user_id
    assert {(f"run:{room}", fenna), (f"wall:{room}", fenna)} <= set(put_out)
