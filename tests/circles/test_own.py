"""What circles keep about a person can be taken along, and is forgotten."""

import pytest

from circles import own
from circles.domain.interest import express_interest
from circles.domain.invite import Guest, invite
from circles.models import Interest, Invitation
from praktijkkring.accounts.erase import erase
from praktijkkring.errors import Refused
from tests import factories


def test_a_member_takes_their_seat_and_their_wishes_along(cast):
    call = factories.make_circle("Oude erven", coordinator=cast.coordinator, is_public=True)
    told = {"motivation": "Graag", "situation": "Druk", "first_question": "Hoe?", "responsibility": "raad"}
    express_interest(by=cast.member.user, circle=call, name="", area="X", organisation="", **told)
    assert own.seats(cast.member.user)[0]["agreements_signed"][0]["version"] == 1
    assert own.interests(cast.member.user)[0]["motivation"] == "Graag"
    assert own.coordination(cast.coordinator)[0]["circle"] == "Ruimte op het erf"


def test_who_is_forgotten_frees_the_seat_and_leaves_no_words(cast):
    call = factories.make_circle("Oude erven", coordinator=cast.coordinator, is_public=True)
    told = {"motivation": "Graag", "situation": "Druk", "first_question": "Hoe?", "responsibility": "raad"}
    express_interest(by=cast.outsider, circle=call, name="", area="X", organisation="", **told)
    invite(by=cast.coordinator, circle=cast.circle, guests=[Guest(cast.outsider.email)])
    for person in (cast.outsider, cast.member.user):
        erase(user=person, by=person)
    cast.member.refresh_from_db()
    assert cast.member.left_at is not None
    assert (Interest.objects.count(), Invitation.objects.count()) == (0, 0)


def test_who_runs_a_circle_hands_it_over_first(cast):
    with pytest.raises(Refused, match="Ruimte op het erf"):
        erase(user=cast.coordinator, by=cast.coordinator)
