"""Lists that several apps fill ask the database as often for one row as for three."""

import pytest
from django.urls import reverse

from intervision.models import Harvest, Insight
from sessions_app.models import Meeting
from tests import factories


@pytest.fixture
def home(db):
    """A running circle, without a season."""
    return factories.make_circle(state="running")


@pytest.mark.parametrize("members", [1, 3])
def test_the_home_of_a_circle(home, client, django_assert_num_queries, members):
    factories.make_members(home, members)
    factories.make_season(home)
    client.force_login(home.memberships.first().user)
    url = reverse("circles:circle", args=[home.pk])
    client.get(url)
    with django_assert_num_queries(30):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("insights", [1, 3])
def test_the_harvest_of_a_meeting(cast, client, django_assert_num_queries, insights):
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="done")
    Harvest.objects.create(circle=cast.circle, meeting=cast.meeting, first_question="Hoe?")
    for author in cast.members[2 : 2 + insights]:
        Insight.objects.create(circle=cast.circle, meeting=cast.meeting, author=author, text="Stil zijn.", shared=True)
    client.force_login(cast.member.user)
    url = reverse("intervision:harvest", args=[cast.meeting.pk])
    client.get(url)
    with django_assert_num_queries(12):
        assert client.get(url).status_code == 200
