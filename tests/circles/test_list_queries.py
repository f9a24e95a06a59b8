"""Lists ask the database as often for one row as for three."""

import pytest
from django.urls import reverse

from circles.domain.interest import express_interest
from circles.domain.invite import Guest, invite
from praktijkkring.audit.record import record
from tests import factories


@pytest.fixture
def forming(db):
    return factories.make_circle(state="forming", is_public=True)


def open_calls(circle, rows):
    for number in range(1, rows):
        other = factories.make_user(f"Wie {number}", is_coordinator=True)
        factories.make_circle(f"Kring {number}", coordinator=other, state="forming", is_public=True)


def invitations(circle, rows):
    guests = [Guest(f"gast{number}@voorbeeld.nl") for number in range(rows)]
    invite(by=circle.coordinators.get().user, circle=circle, guests=guests)


def interests(circle, rows):
    for number in range(rows):
        user = factories.make_user(f"Wil Graag{number}")
        told = {"motivation": "Omdat", "situation": "Zo", "first_question": "Hoe?", "responsibility": "wethouder"}
        express_interest(by=user, circle=circle, name=user.name, area=f"Dorp {number}", organisation="", **told)


def trail(circle, rows):
    for _number in range(rows):
        record("circles.described", by=circle.coordinators.get().user, scope=f"circle:{circle.pk}")


LISTS = {
    "open": (open_calls, 5),
    "invitations": (invitations, 7),
    "forming": (interests, 13),
    "trail": (trail, 6),
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_and_for_three(forming, client, django_assert_num_queries, name, rows):
    fill, queries = LISTS[name]
    fill(forming, rows)
    client.force_login(forming.coordinators.get().user)
    url = reverse(f"circles:{name}", args=[] if name == "open" else [forming.pk])
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200
