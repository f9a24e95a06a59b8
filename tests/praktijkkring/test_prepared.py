"""A question that is worked out once still asks about who and what is meant now."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from praktijkkring.models import User
from praktijkkring.prepared import Prepared
from sessions_app.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_second_answer_is_about_the_second_person():
    ellen, pieter = factories.make_user("Ellen van Rijn"), factories.make_user("Pieter Smit")
    asked = Prepared(lambda user: User.objects.filter(pk=user), user=int)
    assert [asked.first(user=one) for one in (ellen.pk, pieter.pk, 0)] == [ellen, pieter, None]
    assert [asked.exists(user=one) for one in (ellen.pk, pieter.pk, 0)] == [True, True, False]


def test_a_day_is_the_day_of_asking():
    first = timezone.localdate()
    factories.make_season(factories.make_circle(), meetings=1, first=first)
    asked = Prepared(lambda today: Meeting.objects.filter(date__lte=today), today=datetime.date)
    assert [asked.exists(today=first - datetime.timedelta(days=days)) for days in (0, 3)] == [True, False]


def test_a_day_that_would_never_change_again_is_refused():
    today = timezone.localdate()
    asked = Prepared(lambda user: Meeting.objects.filter(facilitator=user, date__lte=today), user=int)
    with pytest.raises(ValueError, match="would stay what it is now"):
        asked.exists(user=1)


def test_an_argument_that_is_not_asked_about_is_refused():
    asked = Prepared(lambda user, circle: User.objects.filter(pk=user), user=int, circle=int)
    with pytest.raises(ValueError, match="would stay what it is now"):
        asked.first(user=1, circle=2)


def test_rows_come_with_what_they_are_selected_with():
    meeting = factories.make_season(factories.make_circle(), meetings=1).meetings.first()
    asked = Prepared(
        lambda meeting: Meeting.objects.filter(pk=meeting).select_related("season", "question").defer("place"),
        meeting=int,
    )
    asked.first(meeting=0)
    with CaptureQueriesContext(connection) as queries:
        found = asked.first(meeting=meeting.pk)
        assert (found, found.season, found.question) == (meeting, meeting.season, None)
    assert (len(queries), found.get_deferred_fields()) == (1, {"place"})


def test_tuples_are_in_the_order_that_was_asked_for():
    people = [factories.make_user(name) for name in ("Ellen van Rijn", "Pieter Smit")]
    asked = Prepared(lambda user: User.objects.filter(pk__gte=user).order_by("-pk").values_list("name", "pk"), user=int)
    assert asked.all(user=people[0].pk) == [("Pieter Smit", people[1].pk), ("Ellen van Rijn", people[0].pk)]
