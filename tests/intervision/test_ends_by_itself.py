"""A step that ends by its timer, by the last card or by agreement, on the screens and when two things happen at once."""

import pytest
from django.utils import translation

from intervision.access import talk_for
from intervision.domain import act
from intervision.domain.start import start_run
from intervision.engine import State
from intervision.library.describe import Described
from intervision.models import Run, RunLog
from intervision.rehearsal.play import play
from intervision.rehearsal.stage import Stage
from tests.intervision.device import Device
from tests.intervision.engine.methods import SPEAK, asks, method

pytestmark = pytest.mark.django_db
HERE = ("ellen", "pieter", "marieke")


@pytest.fixture
def room(evening, client_of):
    """``room(step, …)``: a device each, in a run of these steps."""
    cast = evening
    people = {"fenna": cast.facilitator, "ellen": cast.case_bringer, "pieter": cast.member, "marieke": cast.marieke}

    def start(*steps):
        run = start_run(by=talk_for(cast.facilitator.user, cast.meeting.pk), method=method(*steps))
        return {name: Device(client_of(member.user), run, member.user) for name, member in people.items()}

    return start


def state_of(device):
    return State.from_dict(Run.objects.get(pk=device.run.pk).state)


def test_when_the_last_one_is_ready_all_go_on_and_a_next_of_that_moment_is_too_late(room):
    devices = room({"closes": "agreement", "floor": SPEAK}, {}, {})
    fenna = devices["fenna"]
    assert "Ben je klaar om door te gaan?" in devices["pieter"].fragment()
    assert "Vanzelf als iedereen klaar is." in fenna.fragment()
    for name in ("ellen", "pieter"):
        assert devices[name].mark("ready").status_code == 200
    seen = fenna.version
    answer = devices["marieke"].mark("ready")
    assert 'id="body"' in answer.text, "the whole screen is another one"
    assert fenna.move("next", version=seen).status_code == 409
    assert state_of(fenna).step == 1
    assert "Ben je klaar om door te gaan?" not in devices["pieter"].fragment()


def test_when_the_last_one_has_written_all_go_on_and_the_card_is_there(room):
    devices = room({"inputs": [asks("reading", shown="live")], "closes": "entered"}, {})
    assert "Vanzelf als iedereen heeft geschreven." in devices["fenna"].fragment()
    assert devices["pieter"].write("Ik zie een muur.", step=0, kind="reading")[0].status_code == 200
    answer, card = devices["marieke"].write("Ik zie een deur.", step=0, kind="reading")
    assert 'id="body"' in answer.text
    assert state_of(devices["fenna"]).step == 1
    assert devices["fenna"].run.contributions.get(pk=card).text == "Ik zie een deur."
    logged = RunLog.objects.filter(run=devices["fenna"].run).order_by("pk").values_list("action", flat=True)
    assert list(logged)[-2:] == ["laid", "moved"]


def test_a_device_says_that_the_time_is_over_and_the_server_looks_at_its_own_clock(room, monkeypatch):
    devices = room({"minutes": 5, "closes": "timer"}, {"minutes": 5, "closes": "timer"}, {})
    fenna, pieter = devices["fenna"], devices["pieter"]
    assert f'data-timer="{pieter.url("mark")}"' in pieter.fragment()
    assert pieter.mark("tick").headers["X-Refused"] == "not_now"
    ends, seen = state_of(fenna).clock.ends_at, fenna.version
    monkeypatch.setattr(act, "now_ms", lambda: ends)
    assert 'id="body"' in pieter.mark("tick").text
    assert fenna.mark("tick").headers["X-Refused"] == "not_now", "the next step has its own time"
    assert fenna.move("next", version=seen).status_code == 409
    assert state_of(fenna).step == 1


def test_where_nothing_ends_by_itself_no_device_says_so(live):
    for name in ("fenna", "ellen", "pieter"):
        body = getattr(live, name).fragment()
        assert "data-timer" not in body
        assert "data-stays" not in body
        assert "Vanzelf" not in body


def test_a_clock_that_stays_at_nothing_does_not_count_on(room, monkeypatch):
    devices = room({"minutes": 5, "overrun": "stop"}, {"minutes": 5})
    pieter = devices["pieter"]
    late = state_of(pieter).clock.ends_at + 65_000
    monkeypatch.setattr("intervision.room.dial.time.time_ns", lambda: late * 1_000_000)
    assert "data-stays" in pieter.fragment()
    assert "data-digits>0:00<" in pieter.fragment()
    devices["fenna"].move("next")
    assert "data-stays" not in pieter.fragment()


@pytest.mark.parametrize(
    ("rule", "words"), [("timer", "Eindigt met de klok"), ("agreement", "Eindigt als iedereen klaar is")]
)
def test_the_page_and_the_card_of_a_method_say_so(rule, words):
    with translation.override("nl"):
        first, second = Described(method({"closes": rule}, {}), "nl").steps
        assert (first.notes, second.notes) == ([words], [])


BEGAN = 1_800_000_000_000


@pytest.mark.parametrize(
    "step",
    [
        {"closes": "timer", "minutes": 5},
        {"closes": "agreement", "floor": SPEAK},
        {"closes": "entered", "inputs": [asks("reading", shown="live", max=1)]},
    ],
    ids=lambda step: step["closes"],
)
def test_a_step_of_a_rehearsal_ends_by_itself_while_who_leads_only_looks(step):
    stage = Stage.open(method(step, {}), seed=1, language="nl", real_ms=BEGAN)
    assert play(stage, BEGAN + 1_000).state.step == 0
    assert play(stage, BEGAN + 300_000).state.step == 1
