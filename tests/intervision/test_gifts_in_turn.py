"""Where everybody brings in, in turn, each reads afterwards what the others laid down for them, and nothing else."""

import pytest
from django.urls import reverse

from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.engine import State
from intervision.ledger import method_of
from intervision.methods import library
from intervision.models import Contribution, Run
from tests.intervision.device import Device

NAMES = ("fenna", "ellen", "pieter", "marieke")


@pytest.fixture
def quarters(evening, client_of):
    """A whole evening of a quarter of an hour each. Fenna writes down what is named for who brings in."""
    people = (evening.facilitator, evening.case_bringer, evening.member, evening.marieke)
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get("kwartier"))
    devices = {name: Device(client_of(one.user), run, one.user) for name, one in zip(NAMES, people, strict=True)}
    method, brought = method_of(run), []
    for _move in range(60):
        state = State.from_dict(Run.objects.get().state)
        if method.steps[state.step].key == "overleg":
            (bringer,) = [name for name in NAMES if str(devices[name].user.pk) in state.bringers_now(method)]
            brought.append(bringer)
            for nth in (1, 2):
                devices["fenna"].write(f"KANARIE {nth} voor {bringer}.", step=state.step, kind="advice")
        if devices["fenna"].move("next").status_code != 200:
            break
    devices["fenna"].close()
    return evening, devices, brought


def test_each_reads_only_their_own(quarters):
    evening, devices, brought = quarters
    assert sorted(brought) == ["ellen", "marieke", "pieter"]
    address = reverse("intervision:gifts", args=[evening.meeting.pk])
    kept = [row.text for row in Contribution.objects.filter(text__isnull=False) if row.text.startswith("KANARIE")]
    for name in brought:
        page = devices[name].browser.get(address).content.decode()
        theirs = [text for text in kept if text.endswith(f"voor {name}.")]
        assert len(theirs) == 2
        assert [text for text in kept if text in page] == theirs


def test_who_brought_nothing_in_has_no_such_page(quarters):
    evening, devices, _brought = quarters
    address = reverse("intervision:gifts", args=[evening.meeting.pk])
    assert devices["fenna"].browser.get(address).status_code == 404
