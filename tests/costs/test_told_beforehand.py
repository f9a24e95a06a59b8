"""What it costs is said before the press: when somebody is taken out, when somebody takes a seat."""

import html

import pytest
from django.urls import reverse

from circles.domain.invite import Guest, invite
from circles.domain.replace import invite_successor
from circles.models import Membership
from costs.domain.pay import mark_paid
from costs.models import Share
from tests import factories
from tests.costs.history import apply, come, go, owed, running

pytestmark = pytest.mark.django_db


def shown(client, user, name, *args):
    client.force_login(user)
    answer = client.get(reverse(f"circles:{name}", args=args))
    assert answer.status_code == 200
    return html.unescape(" ".join(answer.text.split())).replace("\xa0", " ")


def invited(cast, name="Lotte Brands", area="Noorderlo"):
    user = factories.make_user(name)
    invite(by=cast.coordinator, circle=cast.circle, guests=[Guest(user.email, user.name, area=area)])
    return user


def test_removing_shows_what_remains_and_what_others_carry_and_that_is_what_comes(cast, client):
    running(cast)
    page = shown(client, cast.coordinator, "remove", cast.circle.pk, cast.member.pk)
    assert "Pieter Smit betaalt voor de bijeenkomsten tot nu toe: het aandeel gaat van € 350,00 naar € 140,00." in page
    assert "€ 30,00 meer per deelnemer of gebied" in page
    go(cast.member)
    apply(cast)
    assert (owed(cast)["Pieter Smit"], set(owed(cast).values())) == (14_000, {14_000, 38_000})


def test_removing_says_nothing_of_costs_before_the_division_is_fixed(cast, client):
    assert "aandeel" not in shown(client, cast.coordinator, "remove", cast.circle.pk, cast.member.pk)


def test_who_takes_a_seat_reads_what_it_costs_and_that_is_what_comes(cast, client):
    running(cast)
    lotte = invited(cast)
    page = shown(client, lotte, "take_seat", cast.circle.pk)
    amounts = come_and_apply(cast, "Omar Said", "Kempendal")
    assert f"voor de rest van dit seizoen, is € {amounts['Omar Said'] / 100:.2f}".replace(".", ",") in page


def come_and_apply(cast, name, area):
    come(cast, name, area)
    apply(cast)
    return owed(cast)


def test_who_takes_a_seat_over_reads_what_is_still_to_be_paid(cast, client):
    running(cast)
    user = factories.make_user("Lotte Brands")
    invite_successor(by=cast.coordinator, membership=cast.member, email=user.email, name=user.name)
    page = shown(client, user, "take_seat", cast.circle.pk)
    assert "Het aandeel in de kosten gaat met de stoel mee: € 350,00 dit seizoen. Daarvan moet nog € 350,00" in page
    share = Share.objects.select_related("budget__season").get(membership=cast.member)
    mark_paid(share=share, by=cast.coordinator)
    assert "€ 350,00 dit seizoen. Het is betaald." in shown(client, user, "take_seat", cast.circle.pk)
    go(cast.member)
    assert "€ 350,00 dit seizoen." in shown(client, user, "take_seat", cast.circle.pk)


def test_with_shares_per_area_both_cases_are_said(cast, client):
    running(cast, key="area")
    page = shown(client, invited(cast), "take_seat", cast.circle.pk)
    assert "Zit er nog niemand uit jouw gebied" in page


def test_nothing_before_the_division_is_fixed_and_nothing_is_stored(cast, client):
    lotte = invited(cast)
    assert "aandeel" not in shown(client, lotte, "take_seat", cast.circle.pk).lower().split("wie je bent")[-1]
    running(cast)
    shown(client, lotte, "take_seat", cast.circle.pk)
    assert (Membership.objects.filter(user=lotte).count(), Share.objects.count()) == (0, 8)
