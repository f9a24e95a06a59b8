"""Who was read together with the session is taken for granted only when the session says the same. See decision 0108."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ellen(cast, client):
    """Somebody whose device is known."""
    client.force_login(cast.member.user)
    client.get(reverse("accounts:account"))
    assert UserSession.objects.get().user == cast.member.user
    return cast.member.user


def status(client):
    return client.get(reverse("accounts:account")).status_code


def test_a_device_that_is_known_costs_one_question(ellen, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert status(client) == 200


def test_the_session_says_who_it_is_not_the_list_of_devices(ellen, client):
    other = factories.make_user("Iemand Anders")
    UserSession.objects.update(user=other)
    page = client.get(reverse("accounts:account"))
    assert page.wsgi_request.user == ellen


def test_a_session_without_a_device_still_counts(ellen, client):
    UserSession.objects.all().delete()
    assert status(client) == 200


@pytest.mark.parametrize(
    "end",
    [
        lambda user: Session.objects.all().delete(),
        lambda user: Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1)),
        lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
        lambda user: type(user).objects.filter(pk=user.pk).update(password="another"),
    ],
    ids=["logged out elsewhere", "over", "closed account", "another password"],
)
def test_who_is_logged_in_no_longer_is_a_stranger_at_once(ellen, client, end):
    end(ellen)
    assert status(client) == 302


def test_after_logging_in_as_somebody_else_it_is_them(ellen, client):
    other = factories.make_user("Iemand Anders")
    client.force_login(other)
    assert client.get(reverse("accounts:account")).wsgi_request.user == other
