"""The lead goes to another device: the old one is put out before anything is sent for the new one."""

import pytest

from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from sessions_app.models import Meeting


@pytest.fixture
def heard(monkeypatch):
    """Everything that goes over the bus, in order: (room, change or kick)."""
    found = []
    monkeypatch.setattr(live_publish, "_ring", lambda room, message: found.append((room, message)))
    return found


@pytest.fixture
def evening(evening):
    Meeting.objects.filter(pk=evening.meeting.pk).update(deputy=evening.member.user)
    evening.meeting.refresh_from_db()
    return evening


def reads(heard, user, role):
    """What somebody who followed as ``role`` gets until they are put out."""
    got = []
    for room, message in heard:
        if isinstance(message, wire.Kick) and message.user_id == user.pk and room.startswith("run:"):
            break
        if isinstance(message, wire.Change) and room.startswith("run:"):
            got.append(message.patches.get(role, ""))
    return "".join(got)


def test_what_the_deputy_keeps_closed_does_not_reach_the_device_of_who_led(
    live, heard, django_capture_on_commit_callbacks
):
    live.fenna.move("next")
    live.pieter.write("KANARIE-half", step=1, state="draft")
    live.pieter.write("KANARIE-dicht", step=1)
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert live.pieter.post("lead").status_code == 200
    assert "KANARIE" not in reads(heard, live.fenna.user, "facilitator.nl")
    assert any(isinstance(message, wire.Kick) for _room, message in heard)


def test_and_not_the_other_way_round(live, heard, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    live.pieter.post("lead")
    live.fenna.write("KANARIE-half", step=1, state="draft")
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert live.fenna.post("lead", do="back").status_code == 200
    assert "KANARIE" not in reads(heard, live.pieter.user, "facilitator.nl")
