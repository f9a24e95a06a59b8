"""Each role has its own screen, drawn by the server."""

import re

from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.engine import State
from intervision.ledger import method_of
from intervision.methods import library
from intervision.models import Run
from tests.intervision.device import Device


def test_each_role_sees_its_own_task(live):
    assert "Vertel je vraag en wat er speelt" in live.ellen.page().content.decode()
    assert "Luister naar Ellen" in live.pieter.page().content.decode()
    screen = live.fenna.page().content.decode()
    assert "Ellen, vertel ons je vraag." in screen
    assert 'value="next"' in screen


def test_only_who_leads_has_the_controls(live):
    for device in (live.ellen, live.pieter):
        assert 'value="next"' not in device.page().content.decode()
        assert device.move("next").status_code == 404
    assert Run.objects.get(pk=live.run.pk).state.get("step", 0) == 0


def test_who_leads_has_the_card_on_paper_with_the_minutes_of_this_meeting_at_hand(live):
    address = live.fenna.url("run_card")
    assert f'href="{address}"' in live.fenna.fragment()
    assert address not in live.pieter.fragment()
    card = live.fenna.browser.get(address)
    assert (card.status_code, card["Content-Type"]) == (200, "application/pdf")


def test_next_moves_everybody_one_step(live):
    assert live.fenna.move("next").status_code == 200
    assert "Schrijf een vraag die Ellen verder helpt" in live.pieter.fragment()
    assert "Jij zegt nu niets" in live.ellen.fragment()


def test_who_leads_sees_who_was_not_heard_yet_and_how_long_a_turn_lasts(live):
    for _step in range(3):
        live.fenna.move("next")
    live.fenna.move("reveal")
    order = Run.objects.get().state["round"]["order"]
    assert len(order) == len({str(one.user.pk) for one in (live.pieter, live.marieke)})
    names = {str(live.pieter.user.pk): "Pieter", str(live.marieke.user.pk): "Marieke"}
    screen = live.fenna.fragment()
    assert f"Nog aan de beurt: <strong>{names[order[1]]}</strong>" in " ".join(screen.split()).replace("</span> ", "")
    assert 'data-turn-clock data-ends="' in screen
    live.fenna.move("pause")
    assert 'data-turn-clock data-left="' in live.pieter.fragment()
    live.fenna.move("resume")
    live.fenna.mark("turndone", speaker=order[0])
    live.fenna.move("next")
    live.fenna.move("back")
    assert "Nog niet gehoord" not in live.pieter.fragment()
    assert live.fenna.fragment().count("Nog aan de beurt") + live.fenna.fragment().count("Nog niet gehoord") == 1


def test_after_the_cards_are_open_who_leads_reads_what_comes_now(live):
    live.fenna.move("next")
    live.pieter.write("Wat wil je?", step=1)
    for _step in range(2):
        live.fenna.move("next")
    live.pieter.write("Ik wacht.", step=3, kind="reading")
    assert "De kaarten liggen open. Lees" not in live.fenna.fragment()
    live.fenna.move("reveal")
    assert "De kaarten liggen open. Lees je kaart voor" in live.fenna.fragment()


def test_in_groups_everybody_reads_with_whom_and_no_question_is_called_somebody_elses(evening, client_of):
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get("drietallen"))
    people = [evening.facilitator, evening.case_bringer, evening.member, evening.marieke]
    fenna, *others = (Device(client_of(one.user), run, one.user) for one in people)
    fenna.move("next")
    groups = Run.objects.get().state["groups"]
    for device in others:
        mine = next(group for group in groups if str(device.user.pk) in group)
        names = [one.user.first_name for who in mine for one in people if str(one.user.pk) == who]
        shown = ", ".join(name for name in names if name != device.user.first_name)
        assert f"Jouw groepje: {shown}." in device.fragment()
    # To the end, for chance decides who of the three brings in last.
    question, seen, moved = evening.question.text, set(), True
    while moved:
        brings = next(iter(State.from_dict(Run.objects.get().state).bringers_now(method_of(run))), "")
        if brings:
            seen.add((brings == str(evening.case_bringer.user.pk), question in others[1].fragment()))
        moved = fenna.move("next").status_code == 200
    assert seen == {(True, True), (False, False)}


def test_the_first_and_the_real_question_stand_side_by_side(live):
    for _step in range(3):
        live.fenna.move("next")
    live.fenna.move("reveal")
    assert "Echte vraag" not in live.pieter.fragment().partition('class="rm-pair"')[2]
    assert live.ellen.write("Wat durf ik zelf te beslissen?", step=3, kind="question")[0].status_code == 200
    live.fenna.move("next")
    for device in (live.pieter, live.ellen, live.fenna):
        pair = device.fragment().partition('class="rm-pair"')[2].partition("</details>")[0]
        found = re.findall(r"<header>([^<]+)</header><div class=\"body\"><p>([^<]+)</p>", pair)
        assert found == [
            ("Eerste vraag", live.cast.question.text),
            ("Echte vraag", "Wat durf ik zelf te beslissen?"),
        ]
