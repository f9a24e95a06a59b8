"""What is mine alone, on my other device and after the step: a card shows at once, half a card is not lost."""

import pytest

from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.methods import library
from intervision.models import Contribution, RunLog
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from tests.intervision.device import Device


@pytest.fixture
def turned(evening, client_of):
    """Who leads and the case-bringer, whose back is turned."""
    by = talk_for(evening.facilitator.user, evening.meeting.pk)
    run = start_run(by=by, method=library.get("roddelen"))
    fenna, ellen = (Device(client_of(one.user), run, one.user) for one in (evening.facilitator, evening.case_bringer))
    for _step in range(2):
        fenna.move("next")
    if "Je kladblok" not in ellen.fragment():  # the questions of the second step had to be turned over
        fenna.move("next")
    return fenna, ellen


@pytest.fixture
def rung(monkeypatch):
    found = []
    monkeypatch.setattr(
        live_publish, "_ring", lambda room, message, asking="": found.append((room, message)) or bool(asking)
    )
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


def test_text_that_the_step_overtook_shows_on_my_other_device_at_once(live, rung, django_capture_on_commit_callbacks):
    live.fenna.move("next")
    with django_capture_on_commit_callbacks(execute=True):
        _answer, card = live.pieter.write("KANARIE-half", step=1, state="draft")
    assert rung == [], "in the step itself the other device asks when somebody goes on there"
    with django_capture_on_commit_callbacks(execute=True):
        live.fenna.move("next")
    version = live.pieter.version
    mine = wire.Change(version, {}, live.pieter.user.pk)
    told = [one for one in rung if one[1].mine]
    assert told == [(f"run:{live.run.pk}", mine)], "the step goes on: it stands in no field any more"
    rung.clear()
    with django_capture_on_commit_callbacks(execute=True):
        live.pieter.write("KANARIE-half een zin", step=1, id=card, state="draft", was="KANARIE-half")
    assert rung == [(f"run:{live.run.pk}", mine)]
    assert live.pieter.version == version, "no other screen is out of date"


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


def test_who_has_the_back_to_the_table_keeps_a_plain_pad(turned):
    fenna, ellen = turned
    fenna.move("next")
    assert ellen.write("KANARIE-begonnen", step=3, state="draft")[0].status_code == 204
    assert "KANARIE-begonnen" in ellen.fragment()
    fenna.move("back")
    page = ellen.fragment()
    assert 'id="f-note"' in page
    assert "KANARIE-begonnen" not in page


def test_two_devices_that_begin_at_once_keep_both_cards_and_show_both(live):
    live.fenna.move("next")
    cards = [live.pieter.write(f"KANARIE-{where}", step=1, state="draft")[1] for where in ("telefoon", "laptop")]
    page = live.pieter.fragment()
    assert page.count(f'value="{cards[0]}"') == 1, "the first stands in the field"
    assert f'data-begun="{cards[1]}"' in page
    assert f'data-key="lay.{cards[1]}"' in page
    assert "KANARIE" not in live.fenna.fragment() + live.ellen.fragment() + live.marieke.fragment()
    live.pieter.mark("withdraw", item=cards[0])
    page = live.pieter.fragment()
    assert "KANARIE-laptop" in page
    assert "data-begun" not in page


def test_two_note_pads_that_begin_at_once_are_both_read(turned):
    fenna, ellen = turned
    first, second = (ellen.write(f"KANARIE-{where}", step=2, kind="note")[1] for where in ("telefoon", "laptop"))
    page = ellen.fragment()
    assert f'data-beside="{first}"' in page
    assert page.count("KANARIE-telefoon") == page.count("KANARIE-laptop") == 1
    assert f'name="id" value="{second}"' in page
    assert "KANARIE" not in fenna.fragment()
    ellen.mark("withdraw", item=first)
    assert "KANARIE-telefoon" not in ellen.fragment()


def test_over_a_text_that_went_on_on_another_device_nothing_is_written(turned):
    _fenna, ellen = turned
    note = ellen.write("Moed.", step=2, kind="note")[1]

    def goes_on(text, was):
        return ellen.write(text, step=2, kind="note", id=note, was=was, answer="none")[0]

    assert goes_on("Moed. Van wie?", was="Moed.").status_code == 204
    refused = goes_on("Moed. Waarom?", was="Moed.")
    assert (refused.status_code, refused["X-Elsewhere"]) == (409, "1")
    assert refused.content.decode() == "Moed. Van wie?", "for the device to know whether that was its own"
    assert [row.text for row in Contribution.objects.all()] == ["Moed. Van wie?"]
    # The answer to the first time got lost; lines that end differently; a card that is new.
    assert goes_on("Moed. Van wie?", was="iets van vroeger").status_code == 204
    assert goes_on("Eén\r\nTwee", was="Moed. Van wie?").status_code == 204
    assert goes_on("Eén\nTwee\nDrie", was="Eén\nTwee").status_code == 204
    assert ellen.write("Waarom?", step=2, kind="note", was="")[0].status_code == 200
    assert sorted(row.text for row in Contribution.objects.all()) == ["Eén\nTwee\nDrie", "Waarom?"]


def test_a_card_that_was_laid_on_another_device_does_not_become_half_a_text_again(live):
    live.fenna.move("next")
    _answer, card = live.pieter.write("Wat wil de", step=1, state="draft", was="")
    assert live.pieter.write("Wat wil de raad?", step=1, id=card, was="Wat wil de")[0].status_code == 200
    assert live.pieter.write("Wat wil deze", step=1, id=card, state="draft", was="Wat wil de")[0].status_code == 409
    assert [(row.text, row.state) for row in Contribution.objects.all()] == [("Wat wil de raad?", "sealed")]


def test_each_device_keeps_its_own_text_in_the_field_and_reads_the_other_beneath_it(turned):
    _fenna, ellen = turned
    first, second = (ellen.write(f"KANARIE-{where}", step=2, kind="note")[1] for where in ("telefoon", "laptop"))
    for mine, other in ((first, second), (second, first)):
        page = ellen.browser.get(f"{ellen.url('fragment')}?in={mine}", headers={"X-Room": "1"}).content.decode()
        assert f'name="id" value="{mine}"' in page
        assert f'data-beside="{other}"' in page
        assert page.count("KANARIE") == 2
