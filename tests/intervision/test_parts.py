"""Who leads says who takes over and who brings in; groups and who leads turn the clock of one group."""

from types import SimpleNamespace

import pytest

from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.engine import State
from intervision.methods import library
from intervision.models import Run
from sessions_app.models import Meeting, Question
from tests.intervision.device import Device


def state():
    return State.from_dict(Run.objects.get().state)


@pytest.fixture
def split(evening, client_of):
    """Fenna leads work in threes; the others sit in groups whose clocks run."""
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get("drietallen"))
    names = {"fenna": "facilitator", "ellen": "case_bringer", "pieter": "member", "marieke": "marieke"}
    found = {name: getattr(evening, who).user for name, who in names.items()}
    people = SimpleNamespace(**{name: Device(client_of(user), run, user) for name, user in found.items()})
    while not state().group_clocks or not state().group_clocks[0].exists:
        people.fenna.move("next")
    return people


def test_who_sits_in_a_group_holds_and_lengthens_its_clock(split):
    total = state().clock.total_ms
    page = split.pieter.fragment()
    assert 'id="ours-hold" name="do" value="pause"' in page
    moved = Run.objects.get().moved
    assert split.pieter.mark("pause").status_code == 200
    mine = state().group_of(str(split.pieter.user.pk))
    assert state().group_clocks[mine].paused_left_ms is not None
    assert state().clock.running, "the clock of all runs on"
    answer = split.pieter.mark("extend")
    assert 'id="clock"' in answer.content.decode()
    assert 'value="resume"' in answer.content.decode()
    assert state().group_clocks[mine].total_ms == total + 60_000
    split.pieter.mark("resume")
    assert state().group_clocks[mine].running
    assert Run.objects.get().moved == moved, "a step of who leads is not overtaken by it"


def test_who_leads_turns_the_clock_of_one_group(split):
    page = split.fenna.fragment()
    assert page.count('name="group"') == len(state().groups)
    assert split.fenna.move("pause", group=0).status_code == 200
    assert [clock.running for clock in state().group_clocks] == [False] + [True] * (len(state().groups) - 1)
    assert state().clock.running
    assert 'id="hold-0" name="do" value="resume"' in split.fenna.fragment()
    assert split.fenna.move("pause", group=7).status_code == 422


def test_without_groups_nobody_but_who_leads_holds_the_clock(live):
    assert "ours-hold" not in live.pieter.fragment()
    assert live.pieter.mark("pause").status_code == 422
    assert state().clock.running


def test_a_deputy_is_named_during_the_meeting_and_can_take_over(live):
    answer = live.fenna.post("name_scribe", part="deputy", person=live.pieter.user.pk)
    assert answer.status_code == 302
    assert Meeting.objects.get(pk=live.cast.meeting.pk).deputy == live.pieter.user
    assert state().deputy == str(live.pieter.user.pk)
    assert live.pieter.post("lead", leader=live.fenna.user.pk).status_code == 200
    assert state().leader == str(live.pieter.user.pk)


def test_the_case_bringer_is_no_deputy(live):
    answer = live.fenna.post("name_scribe", part="deputy", person=live.ellen.user.pk)
    assert answer.status_code == 422
    assert Meeting.objects.get(pk=live.cast.meeting.pk).deputy != live.ellen.user


def ready(live, text="Hoe krijg ik mijn team mee?"):
    author = live.cast.member
    return Question.objects.create(
        circle=live.cast.circle, author=author, text=text, shared_at=live.cast.question.shared_at
    )


def test_somebody_else_brings_in_before_anything_was_written(live):
    live.cast.circle = live.cast.meeting.season.circle
    question = ready(live)
    assert live.fenna.post("name_scribe", part="bringer", person=live.pieter.user.pk).status_code == 302
    meeting = Meeting.objects.get(pk=live.cast.meeting.pk)
    assert (meeting.case_bringer, meeting.question) == (live.cast.member, question)
    assert state().bringers == (str(live.pieter.user.pk),)
    assert "Vertel je vraag en wat er speelt" in live.pieter.fragment()
    assert question.text in live.ellen.fragment()
    assert live.cast.question.text not in live.ellen.fragment()


def test_nobody_brings_in_without_a_question(live):
    answer = live.fenna.post("name_scribe", part="bringer", person=live.pieter.user.pk)
    assert answer.status_code == 422
    assert state().bringers == (str(live.ellen.user.pk),), "and nothing was changed"
    assert Meeting.objects.get(pk=live.cast.meeting.pk).case_bringer == live.cast.case_bringer


def test_not_after_something_was_written(live):
    live.cast.circle = live.cast.meeting.season.circle
    ready(live)
    live.fenna.move("next")
    live.pieter.write("Wat wil je?", step=1)
    assert live.fenna.post("name_scribe", part="bringer", person=live.pieter.user.pk).status_code == 422
    page = live.fenna.browser.get(live.fenna.url("scribe")).content.decode()
    assert 'value="bringer"' not in page
    assert 'value="deputy"' in page


def test_only_who_leads_gives_parts(live):
    for part in ("bringer", "deputy", "scribe"):
        assert live.pieter.post("name_scribe", part=part, person=live.marieke.user.pk).status_code == 404
    assert live.fenna.post("name_scribe", part="facilitator", person=live.marieke.user.pk).status_code == 404
