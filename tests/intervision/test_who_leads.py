"""The lead goes to another device: the old one is put out before anything is sent for the new one."""

import pytest

from intervision.live_door import admit
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from sessions_app.models import Meeting


@pytest.fixture
def heard(monkeypatch):
    """Everything that goes over the bus, in order: (room, change or kick)."""
    found = []
    monkeypatch.setattr(
        live_publish, "_ring", lambda room, message, asking="": found.append((room, message)) or bool(asking)
    )
    return found


@pytest.fixture
def evening(evening):
    Meeting.objects.filter(pk=evening.meeting.pk).update(deputy=evening.member.user)
    evening.meeting.refresh_from_db()
    return evening


def reads(heard, topic):
    """What a stream that was opened on this topic gets, also when it is never put out."""
    got = []
    for room, message in heard:
        if isinstance(message, wire.Change) and room.startswith("run:"):
            got.append(message.patches.get(topic, ""))
    return "".join(got)


def test_what_the_deputy_keeps_closed_does_not_reach_the_device_of_who_led(
    live, heard, django_capture_on_commit_callbacks
):
    live.fenna.move("next")
    live.pieter.write("KANARIE-half", step=1, state="draft")
    live.pieter.write("KANARIE-dicht", step=1)
    followed = admit(live.fenna.user, live.run.pk).role
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert live.pieter.post("lead").status_code == 200
    assert "KANARIE" not in reads(heard, followed)
    assert "KANARIE" in reads(heard, admit(live.pieter.user, live.run.pk).role)


def test_who_got_another_role_is_put_out_before_the_change_is_sent(live, heard, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        live.pieter.post("lead")
    kinds = [type(message).__name__ for _room, message in heard]
    assert kinds == ["Kick", "Kick", "Change", "Change"]


def test_and_not_the_other_way_round(live, heard, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    live.pieter.post("lead")
    live.pieter.write("KANARIE-half", step=1, state="draft")
    followed = admit(live.pieter.user, live.run.pk).role
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert live.fenna.post("lead", do="back").status_code == 200
        assert live.fenna.move("next").status_code == 200
    assert reads(heard, followed) == ""
