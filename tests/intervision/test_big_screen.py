"""What the big screen says while somebody has their back to the table."""

import html

import pytest

from intervision.access import run_for, talk_for
from intervision.domain.act import act
from intervision.domain.start import start_run
from intervision.engine import InsertFree, Next
from intervision.methods import library
from intervision.views.room import screen_of
from tests.intervision.device import Device


@pytest.fixture
def led(evening, client_of):
    """``led(method)``: the device of who leads, with the group at the step where the case-bringer is turned away."""

    def to_the_step(key):
        run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get(key))
        fenna = Device(client_of(evening.facilitator.user), run, evening.facilitator.user)
        while not (screen := screen_of(run_for(fenna.user, run.pk))).state.place(screen.method).away:
            fenna.move(screen.view.primary)
        return fenna

    return to_the_step


def wall_of(device) -> str:
    return html.unescape(device.browser.get(device.url("wall_fragment")).content.decode())


@pytest.mark.parametrize("key", ["roddelen", "balint"])
def test_it_says_that_the_others_talk_and_who_listens_and_no_question(led, evening, key):
    fenna = led(key)
    page = wall_of(fenna)
    assert "De anderen praten" in page
    assert "Ellen luistert" in page
    assert "luistert alleen" in page, "beside the chair that is turned"
    assert "Ellen zit met de rug naar de tafel." in page
    assert 'data-ends="' in page
    assert evening.question.text not in page
    assert "brengt in" not in page


def test_the_first_question_does_not_come_back_while_all_talk_freely(led, evening):
    fenna = led("balint")
    act(by=run_for(fenna.user, fenna.run.pk), command=InsertFree(5))
    page = wall_of(fenna)
    assert evening.question.text not in page
    assert "De anderen praten" not in page
    act(by=run_for(fenna.user, fenna.run.pk), command=Next())
    assert "De anderen praten" in wall_of(fenna)
