"""What is mine alone, on my other device and after the step: a card shows at once, half a card is not lost."""

import pytest

from intervision.models import Contribution, RunLog
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire


@pytest.fixture
def rung(monkeypatch):
    found = []
    monkeypatch.setattr(live_publish, "_ring", lambda room, message: found.append((room, message)))
    return found


def test_what_is_published_names_whose_other_devices_must_look(live, rung, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    with django_capture_on_commit_callbacks(execute=True):
        _answer, card = live.pieter.write("KANARIE-eigen", step=1)
    changes = [message for _room, message in rung if isinstance(message, wire.Change)]
    assert {message.mine for message in changes} == {live.pieter.user.pk}
    assert "KANARIE" not in str(changes)
    rung.clear()
    with django_capture_on_commit_callbacks(execute=True):
        live.pieter.mark("withdraw", item=card)
        live.fenna.move("next")
    assert [message.mine for _room, message in rung if isinstance(message, wire.Change)][-1] == 0


def test_text_that_was_begun_is_read_after_the_step_and_thrown_away(live, rung, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    _answer, card = live.pieter.write("KANARIE-half", step=1, state="draft")
    live.fenna.move("next")
    live.fenna.move("next")
    page = live.pieter.fragment()
    assert "KANARIE-half" in page
    assert "Leg nu neer" not in page, "this step does nothing with those cards any more"
    assert "KANARIE" not in live.fenna.fragment() + live.ellen.fragment() + live.marieke.fragment()
    rung.clear()
    version = live.pieter.version
    with django_capture_on_commit_callbacks(execute=True):
        assert live.pieter.mark("withdraw", item=card).status_code == 200
    assert "KANARIE-half" not in live.pieter.fragment()
    assert (live.pieter.version, rung) == (version, []), "and nobody else hears of it"
    assert not RunLog.objects.filter(action="withdrawn").exists()


def test_it_is_laid_down_late_where_the_method_lets_it(live):
    live.fenna.move("next")
    _answer, card = live.pieter.write("KANARIE-laat", step=1, state="draft")
    live.fenna.move("reveal")
    live.fenna.move("next")
    page = live.pieter.fragment()
    assert "KANARIE-laat" in page
    assert f'data-key="lay.{card}"' in page
    assert live.pieter.write("KANARIE-laat", step=1, id=card)[0].status_code == 200
    assert Contribution.objects.get(pk=card).state == "shown"
    assert "KANARIE-laat" in live.marieke.fragment()
    assert f'data-key="lay.{card}"' not in live.pieter.fragment()


def test_who_has_the_back_to_the_table_keeps_a_plain_pad(live):
    live.ellen.write("KANARIE-begonnen", step=0, kind="note", state="draft")
    live.fenna.move("next")
    assert "begun-" not in live.ellen.fragment()
