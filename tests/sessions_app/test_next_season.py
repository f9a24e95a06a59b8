"""After a season the coordinator sees who stays, who is new, and who goes first."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions_app.next_season import prepared
from tests import factories


@pytest.fixture
def resting(cast):
    now = timezone.now()
    cast.season.meetings.filter(pk=cast.meeting.pk).update(state="done")
    cast.circle.seasons.update(state="closed", started_at=now - datetime.timedelta(days=300), closed_at=now)
    cast.circle.memberships.update(joined_at=now - datetime.timedelta(days=400))
    type(cast.circle).objects.filter(pk=cast.circle.pk).update(state="resting")
    cast.newcomer = factories.make_member(cast.circle, 9)
    return cast


def test_who_had_no_turn_goes_first_then_who_is_new_then_who_had_one(resting):
    found = prepared(resting.circle)
    assert [(row.member.seat, row.why) for row in found.people] == [
        *((seat, "first") for seat in range(2, 9)),
        (9, "new"),
        (1, "had"),
    ]
    assert (found.free, found.invited) == (1, 0)


def test_the_page_leads_to_inviting_stopping_and_planning(resting, client):
    client.force_login(resting.coordinator)
    shown = client.get(reverse("sessions_app:season_next", args=[resting.circle.pk])).content.decode()
    assert "kreeg vorig seizoen geen beurt, dus eerst" in shown
    for name in ("circles:invitations", "sessions_app:season_new", "circles:close"):
        assert reverse(name, args=[resting.circle.pk]) in shown
    waits = client.get(reverse("sessions_app:season_of_circle", args=[resting.circle.pk])).content.decode()
    assert reverse("sessions_app:season_next", args=[resting.circle.pk]) in waits


def test_a_next_plan_begins_with_a_free_name_and_the_usual_time_and_place(resting, client):
    year = timezone.localdate().year
    last = resting.circle.seasons.get()
    resting.circle.seasons.filter(pk=last.pk).update(name=f"{year}–{year + 1}")
    last.meetings.update(starts=datetime.time(14), ends=datetime.time(17), place="Dorpshuis")
    client.force_login(resting.coordinator)
    begun = client.get(reverse("sessions_app:season_new", args=[resting.circle.pk])).context["form"].initial
    assert begun == {
        "name": f"{year + 1}–{year + 2}",
        "starts": datetime.time(14),
        "ends": datetime.time(17),
        "place": "Dorpshuis",
    }


def test_the_page_of_a_resting_circle_leads_to_its_next_season(resting, client):
    client.force_login(resting.coordinator)
    shown = client.get(reverse("circles:circle", args=[resting.circle.pk])).content.decode()
    assert reverse("sessions_app:season_next", args=[resting.circle.pk]) in shown
    assert reverse("sessions_app:season_new", args=[resting.circle.pk]) not in shown
