"""Leave, remove, hand over, agree anew, and asking to join."""

import pytest
from django.http import Http404

from circles import departures
from circles.access import circle_for, coordinator_of
from circles.domain import agree, depart, hand_over
from circles.domain.interest import express_interest, offer_seat, turn_down, withdraw_interest
from circles.models import Circle, Interest
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from tests import factories


@pytest.fixture
def told(monkeypatch):
    """Who the live rooms were told about."""
    heard = []
    monkeypatch.setattr(departures, "_listeners", [heard.append])
    return heard


def kinds():
    return sorted(Message.objects.values_list("kind", flat=True))


def test_who_leaves_frees_the_seat_and_is_out_of_open_rooms_after_the_commit(
    cast, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        depart.leave(by=cast.member.user, membership=cast.member)
        assert told == []
    assert told == [cast.member]
    with pytest.raises(Http404):
        circle_for(cast.member.user, cast.circle.pk)
    assert kinds() == ["circles.left", *["sessions_app.gone"] * 5]
    with pytest.raises(Http404):
        depart.leave(by=cast.member.user, membership=cast.member)


def test_nobody_gives_up_the_seat_of_somebody_else(cast):
    with pytest.raises(Http404):
        depart.leave(by=cast.coordinator, membership=cast.member)


def test_the_coordinator_takes_somebody_out_with_a_reason(cast, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        depart.remove(by=cast.coordinator, membership=cast.member, reason="absent")
    cast.member.refresh_from_db()
    assert (cast.member.removed, cast.member.reason, told) == (True, "absent", [cast.member])
    assert Message.objects.get(kind="circles.removed").to_user == cast.member.user


def test_a_member_takes_nobody_out(cast):
    with pytest.raises(Http404):
        depart.remove(by=cast.case_bringer.user, membership=cast.member, reason="other")


def test_the_coordination_changes_hands_only_when_the_other_says_yes(cast):
    handover = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=cast.member.user.email.upper())
    assert coordinator_of(cast.circle) == cast.coordinator
    with pytest.raises(Http404):
        hand_over.take_over(by=cast.case_bringer.user, handover=handover)
    hand_over.take_over(by=cast.member.user, handover=handover)
    assert coordinator_of(cast.circle) == cast.member.user
    assert cast.circle.coordinators.count() == 2
    with pytest.raises(Refused):
        hand_over.take_over(by=cast.member.user, handover=handover)
    assert kinds() == ["circles.handed_over", "circles.handover"]


def test_one_is_asked_at_a_time_and_an_ordinary_account_cannot_take_over(cast):
    handover = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=cast.outsider.email)
    with pytest.raises(Refused):
        hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email="x@voorbeeld.nl")
    with pytest.raises(Refused):
        hand_over.take_over(by=cast.outsider, handover=handover)
    hand_over.refuse(by=cast.outsider, handover=handover)
    again = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=cast.outsider.email)
    hand_over.take_back(by=cast.coordinator, handover=again)
    with pytest.raises(Refused):
        hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=cast.coordinator.email)


def test_a_new_agreement_is_signed_again_before_reading_on(cast, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        agreement = agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Ook foto's blijven hier.")
    assert (agreement.version, len(told)) == (2, 8)
    assert not circle_for(cast.member.user, cast.circle.pk).may("circle.content")
    agree.sign(by=cast.member.user, membership=cast.member, agreement=agreement)
    agree.sign(by=cast.member.user, membership=cast.member, agreement=agreement)
    assert circle_for(cast.member.user, cast.circle.pk).may("circle.content")
    assert cast.member.signatures.count() == 2
    with pytest.raises(Refused):
        agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text=" Ook foto's blijven hier. ")


@pytest.fixture
def call(cast):
    """A circle that anybody may ask to join, with five members."""
    circle = factories.make_circle("Oude erven", coordinator=cast.coordinator, is_public=True)
    factories.make_members(circle, 5)
    return circle


def ask(circle, by, **more):
    told = {"motivation": "CANARY-m", "situation": "CANARY-s", "first_question": "CANARY-q", "responsibility": "raad"}
    return express_interest(by=by, circle=circle, name="Chris Buiten", area="Aaldal", organisation="", **(told | more))


def test_somebody_asks_to_join_and_gets_a_seat_offered(cast, call):
    interest = ask(call, cast.outsider)
    assert Message.objects.get(kind="circles.interest").to_user == cast.coordinator
    with pytest.raises(Refused):
        ask(call, cast.outsider)
    invitation = offer_seat(by=cast.coordinator, interest=interest)
    assert invitation.email == cast.outsider.email
    with pytest.raises(Refused):
        turn_down(by=cast.coordinator, interest=interest)


def test_what_an_applicant_writes_stands_in_no_mail_and_no_trail(cast, call):
    turn_down(by=cast.coordinator, interest=ask(call, cast.outsider))
    assert kinds() == ["circles.interest", "circles.interest_declined"]
    stored = str(list(Message.objects.values())) + str(list(call.interests.model.objects.values("state")))
    assert "CANARY" not in stored
    assert Interest.objects.get().motivation == "CANARY-m"


def test_an_applicant_changes_their_mind(cast, call):
    interest = ask(call, cast.outsider)
    with pytest.raises(Http404):
        withdraw_interest(by=cast.member.user, interest=interest)
    withdraw_interest(by=cast.outsider, interest=interest)
    assert Interest.objects.get().state == "withdrawn"
    ask(call, cast.outsider)


@pytest.mark.parametrize("closed", [{"is_public": False}, {"state": "running"}])
def test_nobody_asks_to_join_a_circle_that_is_not_calling(cast, call, closed):
    Circle.objects.filter(pk=call.pk).update(**closed)
    call.refresh_from_db()
    with pytest.raises(Http404):
        ask(call, cast.outsider)
