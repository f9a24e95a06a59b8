"""When a device was last used: right on the page of devices, and almost free on every other page."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone

from praktijkkring.accounts.middleware import SEEN_AGAIN

pytestmark = pytest.mark.django_db
SESSION_AND_PERSON = 1
NOT_WRITTEN_DOWN_YET = 4  # asked with it, asked without it, looked for, written


@pytest.fixture
def page(cast, client):
    client.force_login(cast.member.user)
    return lambda **given: client.get(reverse("accounts:account"), **given)


def long_ago():
    UserSession.objects.update(last_seen_at=timezone.now() - SEEN_AGAIN - datetime.timedelta(minutes=1))


def test_a_device_is_written_down_on_its_first_page_and_not_on_the_next(page, django_assert_num_queries):
    with django_assert_num_queries(SESSION_AND_PERSON + NOT_WRITTEN_DOWN_YET):
        page(headers={"User-Agent": "Firefox/140"})
    with django_assert_num_queries(SESSION_AND_PERSON):
        page()
    assert [row.user_agent for row in UserSession.objects.all()] == ["Firefox/140"]


def test_it_is_written_down_again_after_five_minutes(page, django_assert_num_queries):
    page()
    long_ago()
    page()
    assert timezone.now() - UserSession.objects.get().last_seen_at < datetime.timedelta(minutes=1)
    with django_assert_num_queries(SESSION_AND_PERSON):
        page()


def test_a_new_address_is_written_down_at_once(page):
    page(REMOTE_ADDR="192.0.2.1")
    page(REMOTE_ADDR="192.0.2.9")
    assert UserSession.objects.get().ip == "192.0.2.9"


def test_one_address_may_be_written_in_two_ways(page, django_assert_num_queries):
    page(REMOTE_ADDR="2001:db8:0:0:0:0:0:1")
    with django_assert_num_queries(SESSION_AND_PERSON):
        page(REMOTE_ADDR="2001:0db8::1")


def test_a_stranger_leaves_no_trace(client, db):
    client.get("/")
    assert not UserSession.objects.exists()
