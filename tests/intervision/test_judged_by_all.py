"""Cards that everybody weighs for themself, and what the screens ask once all have read aloud."""

import re

import pytest

from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.methods import library
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from tests.intervision.device import Device
from tests.intervision.test_patched import Screen

pytestmark = pytest.mark.django_db
WORDS_STEP = 3  # of action learning: the problem in everybody's own words


@pytest.fixture
def room(evening, client_of):
    """``room(method)``: a device each for fenna, ellen, pieter and marieke."""
    cast = evening
    people = {"fenna": cast.facilitator, "ellen": cast.case_bringer, "pieter": cast.member, "marieke": cast.marieke}

    def start(key):
        run = start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=library.get(key))
        return {name: Device(client_of(member.user), run, member.user) for name, member in people.items()}

    return start


def chosen(html, card):
    """Label → who chose it, of the buttons of one card."""
    found = re.findall(rf'id="judge-{card}-\d" name="label" value="(\w+)" data-by="([^"]*)"', html)
    return {label: people.split() for label, people in found}


def test_everybody_weighs_every_card_and_the_case_bringer_can_write_the_question_meanwhile(room):
    devices = room("actionlearning")
    fenna, ellen, pieter, marieke = (devices[name] for name in ("fenna", "ellen", "pieter", "marieke"))
    for _ in range(WORDS_STEP):
        fenna.move("next")
    _answer, card = pieter.write("Niemand wil de eerste zijn.", step=WORDS_STEP, kind="reading")
    fenna.move("reveal")
    for one, label in ((ellen, "agree"), (marieke, "not"), (marieke, "agree")):
        assert one.mark("sort", item=card, label=label).status_code == 200
    stands = {"agree": sorted([str(ellen.user.pk), str(marieke.user.pk)]), "not": []}
    for one in (ellen, pieter, marieke, fenna):
        assert chosen(one.fragment(), card) == stands
    assert f'data-author="{pieter.user.pk}"' in pieter.fragment()
    assert 'id="f-question"' in ellen.fragment()


def test_a_round_in_which_the_facilitator_asks_goes_along_the_others(room):
    devices = room("actionlearning")
    for _ in range(WORDS_STEP + 1):
        devices["fenna"].move("next")
    assert "Ellen spreekt" in devices["marieke"].fragment()


def heading(device):
    return re.search(r'<h1 class="pk-task">([^<]*)</h1>', device.fragment())[1]


def test_when_all_have_read_aloud_the_screens_ask_for_what_comes_next(room):
    devices = room("vijfstappen")
    fenna, pieter = devices["fenna"], devices["pieter"]
    advice = len(library.get("vijfstappen").steps) - 1
    for _ in range(advice):
        fenna.move("skip")
    for name in ("pieter", "marieke"):
        devices[name].write("Bel eerst.", step=advice, kind="advice")
    fenna.move("reveal")
    assert heading(pieter) == "Lees voor wat je schreef"
    while "Iedereen is geweest" not in fenna.fragment():
        assert fenna.mark("turndone").status_code == 200
    assert heading(pieter) == "Schrijf op wat je meeneemt"
    assert "Dank je wel. Ellen, schrijf op wat je gaat doen." in fenna.fragment()


def test_who_wrote_a_closed_card_too_reads_it_aloud_whoever_they_are(room):
    devices = room("actionlearning")
    for _ in range(WORDS_STEP):
        devices["fenna"].move("next")
    devices["ellen"].write("Ik wil dat iedereen ja zegt.", step=WORDS_STEP, kind="reading")
    devices["fenna"].move("reveal")
    assert heading(devices["ellen"]) == "Lees voor wat je schreef"
    while "Iedereen is geweest" not in devices["fenna"].fragment():
        devices["fenna"].mark("turndone")
    assert (heading(devices["ellen"]), heading(devices["pieter"])) == ("Wat is nu je vraag?", "Kies per kaart")


def button(html):
    return re.search(r'id="go"[^>]*value="(\w+)"', html)[1]


def test_with_the_first_closed_card_the_big_button_turns_the_cards_over(
    room, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr(live_publish, "_ring", lambda room, message, asking="": told.append(message) or bool(asking))
    devices = room("actionlearning")
    for _ in range(WORDS_STEP):
        devices["fenna"].move("next")
    screen = Screen(devices["fenna"])
    assert button(screen.page) == "next"
    with django_capture_on_commit_callbacks(execute=True):
        devices["pieter"].write("Niemand wil de eerste zijn.", step=WORDS_STEP, kind="reading")
    screen.hear(next(one for one in told if isinstance(one, wire.Change)))
    assert button(screen.page) == "reveal"
