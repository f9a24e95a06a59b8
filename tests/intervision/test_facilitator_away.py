"""Whoever leads is away: everybody hears it, a named person takes over with one tap, and it is given back with one."""

import threading

import pytest
from django.db import connection
from django.http import Http404

from circles.domain.depart import remove
from circles.models import Membership
from intervision.access import run_for
from intervision.domain.act import act
from intervision.domain.lead import give_back, note_away, note_back, take_over
from intervision.engine import Put
from intervision.engine.vocabulary import Kind
from intervision.live_door import admit
from intervision.models import Run
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from sessions_app.domain.lead import name_leaders
from sessions_app.models import Meeting

AWAY = "lijkt weg te zijn"


def leader(live):
    return (
        Run.objects.get(pk=live.run.pk).state.get("acting", "") or Run.objects.get(pk=live.run.pk).state["facilitator"]
    )


def name(live, facilitator=None, deputy=None):
    meeting = Meeting.objects.get(pk=live.cast.meeting.pk)
    name_leaders(meeting=meeting, facilitator=facilitator, deputy=deputy, by=live.cast.coordinator)


def lose(live):
    """Fenna, who leads, is taken out of the circle."""
    seat = Membership.objects.select_related("circle", "user").get(pk=live.cast.facilitator.pk)
    remove(by=live.cast.coordinator, membership=seat, reason="other")


def test_everybody_sees_who_leads(live):
    assert "Fenna leidt" in live.pieter.fragment()
    assert "Fenna leidt" in live.ellen.fragment()


def test_when_the_stream_of_who_leads_stays_silent_all_others_are_told(live):
    assert note_away(live.run.pk, live.fenna.user.pk)
    for device in (live.pieter, live.ellen):
        assert AWAY in device.fragment()
    assert AWAY not in live.fenna.fragment()


def test_somebody_who_does_not_lead_may_be_silent(live):
    before = live.pieter.version
    assert not note_away(live.run.pk, live.pieter.user.pk)
    assert live.pieter.version == before


def test_the_clock_runs_on_and_the_lead_stays_where_it_is(live):
    live.fenna.move("next")
    before = Run.objects.get(pk=live.run.pk).state
    note_away(live.run.pk, live.fenna.user.pk)
    assert Run.objects.get(pk=live.run.pk).state == before


def test_who_comes_back_is_back_for_all(live):
    note_away(live.run.pk, live.fenna.user.pk)
    assert admit(live.fenna.user, live.run.pk).awaits == live.fenna.user.pk
    assert Run.objects.get(pk=live.run.pk).away_at is None
    assert AWAY not in live.pieter.fragment()


def test_a_device_that_was_here_all_along_says_so(live):
    note_away(live.run.pk, live.fenna.user.pk)
    assert live.fenna.post("still_here").status_code == 204
    assert AWAY not in live.pieter.fragment()
    assert live.pieter.post("still_here").status_code == 404


def test_all_who_sit_there_are_counted_and_who_leads_is_awaited(live):
    for device in (live.fenna, live.pieter):
        admission = admit(device.user, live.run.pk)
        assert (admission.present, admission.awaits) == (True, live.fenna.user.pk)
    onlooker = live.cast.members[3].user
    assert not admit(onlooker, live.run.pk).present, "who has not taken a seat is nobody's absence"


def test_a_deputy_who_is_named_during_the_meeting_takes_over_with_one_tap(live):
    name(live, facilitator=live.fenna.user, deputy=live.pieter.user)
    page = live.pieter.page().content.decode()
    assert f'id="takeover" data-for="{live.pieter.user.pk}">' in page
    assert live.pieter.post("lead", leader=live.fenna.user.pk).status_code == 200
    assert leader(live) == str(live.pieter.user.pk)
    assert "Pieter leidt" in live.fenna.fragment()
    assert AuditEntry.objects.filter(action="intervision.run_taken_over").count() == 1


def test_the_first_facilitator_takes_it_back_with_one_tap(live):
    name(live, facilitator=live.fenna.user, deputy=live.pieter.user)
    live.pieter.post("lead", leader=live.fenna.user.pk)
    assert "Neem de leiding terug" in live.fenna.fragment()
    assert live.fenna.post("lead", do="back").status_code == 200
    assert leader(live) == str(live.fenna.user.pk)


def test_nobody_else_can_take_over(live):
    assert live.marieke.post("lead").status_code == 404
    assert leader(live) == str(live.fenna.user.pk)


def test_the_case_bringer_cannot_lead_their_own_case(live):
    name(live, facilitator=live.fenna.user, deputy=live.ellen.user)
    assert "takeover" not in live.ellen.fragment()
    assert live.ellen.post("lead", leader=live.fenna.user.pk).status_code == 422


def test_a_run_whose_leader_was_taken_out_goes_on_under_who_is_named_then(live):
    lose(live)
    assert live.fenna.move("next").status_code == 404
    assert live.pieter.post("lead").status_code == 404
    name(live, facilitator=live.pieter.user)
    assert live.pieter.post("lead", leader=live.fenna.user.pk).status_code == 200
    assert live.pieter.move("next").status_code == 200
    assert live.pieter.close().status_code == 200


def test_it_is_not_given_back_to_who_may_not_lead_any_more(live):
    lose(live)
    name(live, facilitator=live.pieter.user)
    live.pieter.post("lead", leader=live.fenna.user.pk)
    with pytest.raises(Refused):
        give_back(by=run_for(live.pieter.user, live.run.pk))
    assert "Geef de leiding terug" not in live.pieter.fragment()


def test_somebody_from_outside_who_is_named_takes_over_without_a_seat(live, client_of):
    from tests.factories import make_user  # noqa: PLC0415

    outsider = make_user("Gerda Leidt")
    name(live, facilitator=outsider)
    take_over(by=run_for(outsider, live.run.pk), leader=str(live.fenna.user.pk))
    assert leader(live) == str(outsider.pk)
    assert "Gerda leidt" in live.pieter.fragment()


def test_who_takes_over_after_somebody_else_did_is_told(live):
    name(live, facilitator=live.marieke.user, deputy=live.pieter.user)
    live.pieter.post("lead", leader=live.fenna.user.pk)
    assert live.marieke.post("lead", leader=live.fenna.user.pk).status_code == 422
    assert leader(live) == str(live.pieter.user.pk)


def test_who_lost_access_between_the_door_and_the_change_changes_nothing(live):
    live.fenna.move("next")
    door = run_for(live.pieter.user, live.run.pk)
    remove(by=live.cast.coordinator, membership=live.cast.member, reason="other")
    put = Put(item="3b241101-e2bb-4255-8caf-4136c566a962", kind=Kind.QUESTION, step=1, length=4)
    with pytest.raises(Http404):
        act(by=door, command=put, texts={put.item: "Wie?"})
    assert not live.run.contributions.exists()


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def both(self, *acts):
        """Run them at the same moment; what each raised, or None."""
        gate, found = threading.Barrier(len(acts)), [None] * len(acts)

        def run(index, one):
            try:
                gate.wait()
                one()
            except (Refused, Http404) as error:
                found[index] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        return found

    def test_of_two_who_take_over_at_once_one_leads(self, live):
        name(live, facilitator=live.marieke.user, deputy=live.pieter.user)
        doors = [run_for(one.user, live.run.pk) for one in (live.pieter, live.marieke)]
        first = str(live.fenna.user.pk)
        errors = self.both(*(lambda by=by: take_over(by=by, leader=first) for by in doors))
        assert [error is None for error in errors].count(True) == 1
        winner = doors[errors.index(None)].user.pk
        assert leader(live) == str(winner)

    def test_taking_back_at_the_moment_of_taking_over_leaves_one_leader(self, live):
        name(live, facilitator=live.fenna.user, deputy=live.pieter.user)
        first = str(live.fenna.user.pk)
        take_over(by=run_for(live.pieter.user, live.run.pk), leader=first)
        fenna, pieter = (run_for(one.user, live.run.pk) for one in (live.fenna, live.pieter))
        errors = self.both(lambda: give_back(by=fenna), lambda: take_over(by=pieter, leader=first))
        assert errors[0] is None
        assert leader(live) in ({first} if errors[1] else {first, str(live.pieter.user.pk)})

    def test_who_is_taken_out_while_their_card_waits_for_the_lock_writes_nothing(self, live):
        live.fenna.move("next")
        door = run_for(live.pieter.user, live.run.pk)
        put = Put(item="3b241101-e2bb-4255-8caf-4136c566a962", kind=Kind.QUESTION, step=1, length=4)
        held, gone = threading.Event(), threading.Event()

        def hold():
            from django.db import transaction  # noqa: PLC0415

            with transaction.atomic():
                Run.objects.select_for_update().get(pk=live.run.pk)
                held.set()
                gone.wait(10)
            connection.close()

        def write():
            held.wait(10)
            act(by=door, command=put, texts={put.item: "Wie?"})

        def take_out():
            held.wait(10)
            remove(by=live.cast.coordinator, membership=live.cast.member, reason="other")
            gone.set()

        errors = self.both(hold, write, take_out)
        assert isinstance(errors[1], Http404)
        assert not live.run.contributions.exists()


def test_back_is_only_noted_for_who_was_away(live):
    assert not note_back(live.run.pk, live.fenna.user.pk)
