"""Moves, cards and what others see of them."""

import threading
import uuid

import pytest
from django.db import connections

from intervision.access import run_for
from intervision.domain.act import act
from intervision.engine import Next
from intervision.errors import Overtaken
from intervision.models import Contribution, Run, RunLog
from tests.intervision.device import Device


def test_an_old_screen_cannot_move_the_meeting_again(live):
    seen = live.fenna.version
    assert live.fenna.move("next", version=seen).status_code == 200
    answer = live.fenna.move("next", version=seen)
    assert answer.status_code == 409
    assert "Schrijf in stilte" in answer.content.decode()
    assert Run.objects.get(pk=live.run.pk).state["step"] == 1


def test_a_card_that_comes_between_does_not_stop_the_facilitator(live):
    live.fenna.move("next")
    seen = live.fenna.version
    live.pieter.write("Wat wil je?", step=1)
    assert live.fenna.move("next", version=seen).status_code == 200


def test_the_same_card_twice_is_one_card(live):
    live.fenna.move("next")
    _answer, card = live.pieter.write("Wat wil je?", step=1)
    live.pieter.write("Wat wil je echt?", step=1, id=card)
    row = Contribution.objects.get()
    assert (str(row.pk), row.text, row.state) == (card, "Wat wil je echt?", "sealed")


def test_half_written_text_is_kept_for_its_author_and_moves_nothing(live):
    live.fenna.move("next")
    version = live.fenna.version
    answer, _card = live.pieter.write("KANARIE-half", step=1, state="draft")
    assert answer.status_code == 204
    assert live.fenna.version == version
    assert "KANARIE-half" in live.pieter.fragment()
    for other in (live.ellen, live.marieke, live.fenna):
        assert "KANARIE-half" not in other.fragment()


def test_a_closed_card_is_read_by_nobody_until_all_are_turned_over(live):
    live.fenna.move("next")
    live.pieter.write("KANARIE-dicht", step=1)
    for other in (live.ellen, live.marieke, live.fenna):
        assert "KANARIE-dicht" not in other.fragment()
        assert "1 van de 2 kaarten" in other.fragment()
    live.fenna.move("next")
    for device in (live.ellen, live.marieke, live.fenna, live.pieter):
        assert "KANARIE-dicht" in device.fragment()


def test_an_open_card_cannot_be_changed(live):
    live.fenna.move("next")
    _answer, card = live.pieter.write("Wat wil je?", step=1)
    live.fenna.move("next")
    answer, _card = live.pieter.write("Toch iets anders", step=1, id=card)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert Contribution.objects.get().text == "Wat wil je?"


def test_nobody_writes_over_the_card_of_somebody_else(live):
    live.fenna.move("next")
    _answer, card = live.pieter.write("Wat wil je?", step=1)
    answer, _card = live.marieke.write("Van mij nu", step=1, id=card)
    assert answer.status_code == 422
    assert Contribution.objects.get().text == "Wat wil je?"


def test_the_case_bringer_weighs_one_card_at_a_time_and_takes_the_last_back(live):
    live.fenna.move("next")
    _answer, first = live.pieter.write("Wat wil je?", step=1)
    live.marieke.write("Wie helpt je?", step=1)
    live.fenna.move("next")
    assert live.pieter.mark("sort", item=first, label="warm").status_code == 422
    live.ellen.mark("sort", item=first, label="warm")
    assert Contribution.objects.get(pk=first).label == "warm"
    assert "2 van 2" in live.ellen.fragment()
    live.ellen.mark("sort", item=first)
    assert Contribution.objects.get(pk=first).label == ""


def test_anybody_may_say_stop_and_only_who_leads_learns_who_did(live):
    assert live.pieter.post("stop").status_code == 200
    assert "Pieter zei stop" in live.fenna.fragment()
    assert "Iemand zei stop" in live.marieke.fragment()
    assert "Pieter zei" not in live.marieke.fragment()
    assert live.fenna.move("next").status_code == 422
    live.fenna.move("clearstop")
    assert "zei stop" not in live.marieke.fragment()


def test_the_log_of_a_run_holds_no_content(live):
    live.fenna.move("next")
    live.pieter.write("KANARIE-log", step=1)
    facts = [str(entry.facts) for entry in RunLog.objects.all()]
    assert [entry.action for entry in RunLog.objects.all()] == ["started", "moved", "laid"]
    assert "KANARIE" not in "".join(facts)


def test_a_text_that_is_too_long_or_an_id_that_is_none_is_refused_in_words(live):
    live.fenna.move("next")
    assert live.pieter.write("x" * 2001, step=1)[0].status_code == 422
    assert live.pieter.write("Wat?", step=1, id="geen-id")[0].status_code == 422
    assert live.pieter.write("Wat\x00?", step=1)[0].status_code == 422
    assert live.pieter.write("Wat?", step=99)[0].status_code == 422
    assert live.pieter.mark("sort", item="'; --", label="warm").status_code == 422
    assert live.pieter.mark("fly").status_code == 404
    assert live.fenna.move("next", version="x").status_code == 409


def test_without_a_script_the_forms_still_work(live):
    live.fenna.move("next")
    fields = {"id": str(uuid.uuid4()), "step": 1, "kind": "question", "text": "Wat wil je?", "state": "put"}
    answer = live.pieter.browser.post(live.pieter.url("entry"), fields)
    assert (answer.status_code, answer.url) == (302, live.pieter.url("room"))
    assert "Wat wil je?" in live.pieter.page().content.decode()


def test_an_act_and_a_screen_cost_a_fixed_number_of_queries(live, django_assert_num_queries):
    live.fenna.move("next")
    live.ellen.fragment()  # the first visit of a log-in writes down which device it is
    live.pieter.fragment()
    with django_assert_num_queries(QUERIES_OF_A_SCREEN):
        live.ellen.fragment()
    for device in (live.pieter, live.marieke):
        device.write("Wat?", step=1)
        device.write("Waar?", step=1)
    with django_assert_num_queries(QUERIES_OF_A_SCREEN):
        live.ellen.fragment()
    with django_assert_num_queries(QUERIES_OF_A_CARD):
        live.pieter.write("Hoe?", step=1)


# Session and person; the door; the run, its cards and the seats.
QUERIES_OF_A_SCREEN = 6
QUERIES_OF_A_CARD = 10


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_who_press_at_once_move_one_step(live):
    barrier, outcomes = threading.Barrier(2), []
    standing = run_for(live.cast.facilitator.user, live.run.pk)
    seen = live.fenna.version

    def press():
        try:
            barrier.wait(5)
            act(by=standing, command=Next(), seen=seen)
            outcomes.append("moved")
        except Overtaken:
            outcomes.append("too late")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(outcomes) == ["moved", "too late"]
    assert Run.objects.get(pk=live.run.pk).state["step"] == 1


def test_somebody_who_comes_late_takes_a_seat_and_sees_the_step(live, client_of):
    joost = live.cast.members[3]
    device = Device(client_of(joost.user), live.run, joost.user)
    live.fenna.move("next")
    assert "Schuif aan tafel" in device.page().content.decode()
    assert device.browser.post(device.url("seat")).status_code == 302
    assert "Schrijf een vraag die Ellen verder helpt" in device.page().content.decode()


def test_a_card_that_is_sent_again_because_the_answer_got_lost_is_saved_once(live):
    live.fenna.move("next")
    answer, card = live.pieter.write("Wat wil je?", step=1)
    assert answer.status_code == 200
    live.fenna.move("reveal")
    live.fenna.move("next")
    again, _card = live.pieter.write("Wat wil je?", step=1, id=card)
    assert again.status_code == 200
    other, _card = live.pieter.write("Wat wil je echt?", step=1, id=card)
    assert (other.status_code, other["X-Refused"]) == (422, "revealed")
    assert Contribution.objects.get(pk=card).text == "Wat wil je?"


def test_a_turn_that_is_ended_twice_by_one_tap_is_ended_once(live):
    for _step in range(3):
        live.fenna.move("next")
    live.fenna.move("reveal")
    speaker = str(live.pieter.user.pk)
    while Run.objects.get().state["round"]["order"][0] != speaker:
        live.fenna.mark("pass", speaker=Run.objects.get().state["round"]["order"][0])
    assert live.fenna.mark("turndone", speaker=speaker).status_code == 200
    answer = live.fenna.mark("turndone", speaker=speaker)
    assert (answer.status_code, answer["X-Refused"]) == (422, "already")
    assert Run.objects.get().state["round"]["turn"] == 1
