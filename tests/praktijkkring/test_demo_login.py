"""One click makes somebody of the demo of you; outside the demo there is no such click."""

import os
import subprocess
import sys

import pytest
from django.urls import Resolver404, resolve

from praktijkkring.accounts import demo
from tests import factories

ADDRESS = "/demo/inloggen/coordinator/"


@pytest.fixture
def tineke(db):
    return factories.make_user("Tineke Bos", email=f"tineke@{demo.DOMAIN}", is_coordinator=True)


@pytest.fixture
def in_the_demo(settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.praktijkkring.demo_urls"


def test_one_click_logs_in_as_somebody_of_the_demo(client, tineke, in_the_demo):
    assert client.post(ADDRESS).status_code == 302
    assert client.session["_auth_user_id"] == str(tineke.pk)


def test_a_click_as_somebody_else_begins_a_new_session(client, tineke, in_the_demo):
    client.force_login(factories.make_user("Chris Buiten"))
    client.session["left"] = "behind"
    client.post(ADDRESS)
    assert client.session["_auth_user_id"] == str(tineke.pk)
    assert "left" not in client.session


def test_a_link_or_a_scanner_cannot_log_in(client, tineke, in_the_demo):
    assert client.get(ADDRESS).status_code == 405


def test_nobody_outside_the_demo_can_be_become(client, tineke, in_the_demo):
    factories.make_user("Super Beheer", email="super@voorbeeld.nl", is_superuser=True)
    for slug in ("super", "superuser", "super-beheer", "member"):
        assert client.post(f"/demo/inloggen/{slug}/").status_code == 404


def test_outside_the_demo_the_address_does_not_exist(client, tineke):
    assert client.post(ADDRESS).status_code == 404
    with pytest.raises(Resolver404):
        resolve(ADDRESS, urlconf="praktijkkring.urls")
    assert demo.people() == []


def test_the_view_itself_refuses_outside_the_demo(client, tineke, settings):
    settings.ROOT_URLCONF = "tests.praktijkkring.demo_urls"
    assert client.post(ADDRESS).status_code == 404


def test_a_production_start_with_the_demo_is_refused():
    environment = {**os.environ, "PRODUCTION": "1", "DEMO": "1", "PUBLIC_URL": "https://kring.example"}
    start = subprocess.run(
        [sys.executable, "manage.py", "check"], env=environment, capture_output=True, text=True, check=False
    )
    assert start.returncode != 0
    assert "DEMO lets anybody log in as anybody" in start.stderr


def test_the_front_page_shows_the_people_of_the_demo_only_there(rf, tineke, in_the_demo, settings):
    assert "Tineke Bos" in demo.on_the_front_page(rf.get("/"))
    settings.DEMO = False
    assert demo.on_the_front_page(rf.get("/")) == ""
