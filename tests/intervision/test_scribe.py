"""One device for the whole circle: the scribe types for others, and the rules hold for who said it."""

import uuid

import pytest

from intervision.models import Contribution, Run
from praktijkkring.live import publish as live_publish
from praktijkkring.live import wire
from sessions_app.models import Attendance


@pytest.fixture
def typed(live):
    """Fenna leads; Roos is in the room without a device; Pieter types."""
    live.roos = live.cast.members[3]
    live.fenna.post("seat_other", person=live.roos.user.pk)
    live.fenna.post("name_scribe", person=live.pieter.user.pk)
    live.fenna.move("next")
    return live


def type_for(live, member, text, *, step=1, kind="question", device=None):
    fields = {"id": str(uuid.uuid4()), "step": step, "kind": kind, "state": "put", "text": text}
    return (device or live.pieter).post("enter_for", author=member.user.pk, **fields)


def test_a_member_without_a_device_is_seated_by_who_leads(typed):
    state = Run.objects.get(pk=typed.run.pk).state
    assert str(typed.roos.user.pk) in state["people"]
    assert Attendance.objects.get(membership=typed.roos).present_from is not None


def test_nobody_else_seats_or_names(live):
    for name in ("seat_other", "name_scribe"):
        assert live.pieter.post(name, person=live.pieter.user.pk).status_code == 404


def test_author_and_scribe_are_kept_apart(typed):
    assert type_for(typed, typed.roos, "Wat als je niets doet?").status_code == 302
    card = Contribution.objects.get()
    assert (card.author, card.author_user, card.entered_by) == (typed.roos, typed.roos.user, typed.pieter.user)


def test_a_closed_card_of_somebody_else_is_not_shown_to_the_scribe_again(typed):
    assert type_for(typed, typed.roos, "KANARIE-dicht").status_code == 302
    assert Contribution.objects.get().state == "sealed"
    page = typed.pieter.browser.get(typed.pieter.url("scribe")).content.decode()
    assert "KANARIE" not in page
    assert "KANARIE" not in typed.pieter.fragment()
    typed.fenna.move("reveal")
    assert "KANARIE" in typed.marieke.fragment()
    assert "getypt door Pieter" in typed.marieke.fragment()


def test_no_patch_brings_it_to_the_device_of_the_scribe(typed, monkeypatch, django_capture_on_commit_callbacks):
    heard = []
    monkeypatch.setattr(live_publish, "_ring", lambda room, message, asking="": heard.append(message) or bool(asking))
    with django_capture_on_commit_callbacks(execute=True):
        assert type_for(typed, typed.roos, "KANARIE-dicht").status_code == 302
    assert "KANARIE" not in str([message.patches for message in heard if isinstance(message, wire.Change)])
    assert heard


def test_the_maximum_holds_for_the_author(typed):
    most = next(one["max"] for one in typed.run.method["steps"][1]["inputs"] if one["kind"] == "question")
    answers = [type_for(typed, typed.roos, f"Vraag {number}").status_code for number in range(most + 1)]
    assert answers == [302] * most + [422]
    assert type_for(typed, typed.cast.marieke, "En ik?").status_code == 302


def test_the_scribe_cannot_type_what_is_not_that_persons_task(typed):
    assert type_for(typed, typed.cast.case_bringer, "Een vraag aan mezelf").status_code == 422


def test_who_is_not_the_scribe_types_for_nobody(typed):
    assert type_for(typed, typed.roos, "x", device=typed.marieke).status_code == 404
    assert type_for(typed, typed.roos, "x", device=typed.fenna).status_code == 404


def test_what_could_not_be_laid_down_stays_in_the_field(typed):
    typed.fenna.move("next")
    typed.fenna.move("next")
    answer = type_for(typed, typed.roos, "Te laat maar niet weg", step=1)
    assert answer.status_code == 422
    assert "Te laat maar niet weg" in answer.content.decode()


def test_who_leads_can_be_the_scribe_and_ends_it(live):
    live.fenna.post("name_scribe", person=live.fenna.user.pk)
    assert "For whom" not in live.fenna.browser.get(live.fenna.url("scribe")).content.decode()
    assert Run.objects.get(pk=live.run.pk).state["scribe"] == str(live.fenna.user.pk)
    live.fenna.post("name_scribe", person="")
    assert "scribe" not in Run.objects.get(pk=live.run.pk).state


def test_the_scribe_finds_the_page_in_the_room(typed):
    link = f'href="{typed.pieter.url("scribe")}"'
    assert link in typed.pieter.fragment()
    assert typed.marieke.browser.get(typed.marieke.url("scribe")).status_code == 404


def test_what_is_asked_is_asked_of_the_author_and_not_of_who_types(typed):
    def page():
        return typed.pieter.browser.get(typed.pieter.url("scribe")).content.decode()

    assert "Gevraagd aan ieder: ‘Jouw vraag’" in page()
    typed.fenna.move("reveal")
    typed.fenna.move("next")
    typed.fenna.move("next")
    typed.fenna.move("reveal")
    assert "Gevraagd aan Ellen: ‘Je echte vraag’" in page()
