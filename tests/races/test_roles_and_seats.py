"""Two coordinators stop at once, two people want one seat, one text is written in two windows."""

import pytest
from django.http import Http404

from circles.access import coordinators_of
from circles.domain import agree, hand_over
from circles.domain.answer import accept
from circles.domain.depart import leave
from circles.domain.replace import invite_successor
from circles.models import Agreement, AgreementDraft, Coordinator, Membership
from praktijkkring.errors import Refused
from tests import factories
from tests.races.test_coming_and_going import or_404
from tests.races.test_seats import seats, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_number", range(6))
def test_two_coordinators_stop_at_once_and_one_stays(cast, round_number):
    Coordinator.objects.create(circle=cast.circle, user=cast.member.user)
    outcomes = together(
        lambda: hand_over.step_down(by=cast.coordinator, circle=cast.circle),
        lambda: hand_over.step_down(by=cast.member.user, circle=cast.circle),
    )
    assert len(coordinators_of(cast.circle)) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1


@pytest.mark.parametrize("round_number", range(4))
def test_one_hands_over_while_the_other_stops(cast, round_number):
    Coordinator.objects.create(circle=cast.circle, user=cast.member.user)
    email = cast.member.user.email
    handover = hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=email)
    together(
        lambda: hand_over.take_over(by=cast.member.user, handover=handover),
        or_404(lambda: hand_over.step_down(by=cast.member.user, circle=cast.circle)),
    )
    assert len(coordinators_of(cast.circle)) >= 1


@pytest.mark.parametrize("round_number", range(4))
def test_a_seat_passes_once_while_its_member_leaves_and_the_circle_is_full(cast, round_number):
    for seat in (9, 10):
        factories.make_member(cast.circle, seat)
    person = factories.make_user("Olga Opvolger")
    invitation = invite_successor(by=cast.coordinator, membership=cast.member, email=person.email, name="")
    agreement = cast.circle.agreements.first()
    together(
        lambda: accept(by=person, invitation=invitation, agreement=agreement, name=person.name),
        or_404(lambda: leave(by=cast.member.user, membership=Membership.objects.get(pk=cast.member.pk))),
    )
    assert seats(cast.circle) == list(range(1, 11))
    assert Membership.objects.get(user=person).succeeds == cast.member


def test_two_windows_write_one_draft_and_nothing_is_lost_silently(cast):
    outcomes = together(
        *[lambda n=n: agree.keep_draft(by=cast.coordinator, circle=cast.circle, text=f"T {n}", seen=0) for n in (1, 2)]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["AgreementDraft", "Refused"]


def test_a_draft_that_is_published_twice_is_one_version(cast):
    AgreementDraft.objects.create(circle=cast.circle, text="Nieuw.", changed_by=cast.coordinator)
    outcomes = together(*[lambda: agree.publish_draft(by=cast.coordinator, circle=cast.circle, seen=1)] * 3)
    assert Agreement.objects.filter(circle=cast.circle).count() == 2
    assert sum(isinstance(one, Refused) for one in outcomes) == 2


@pytest.mark.parametrize("round_number", range(4))
def test_nobody_signs_who_leaves_at_that_moment(cast, round_number):
    agreement = agree.renew_agreement(by=cast.coordinator, circle=cast.circle, text="Nieuw.")
    together(
        or_404(lambda: agree.sign(by=cast.member.user, membership=cast.member, agreement=agreement)),
        or_404(lambda: leave(by=cast.member.user, membership=Membership.objects.get(pk=cast.member.pk))),
    )
    with pytest.raises(Http404):
        agree.sign(by=cast.member.user, membership=cast.member, agreement=agreement)
