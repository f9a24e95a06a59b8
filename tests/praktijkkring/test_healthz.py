"""/healthz says what is well, in JSON, without secrets."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from praktijkkring.celery import whole_schedule
from praktijkkring.health import pulse
from praktijkkring.health.models import Heartbeat
from praktijkkring.health.tasks import heartbeat


@pytest.fixture
def alive(db):
    pulse.beat_once("worker")
    heartbeat()


def test_all_is_well(client, alive, django_assert_num_queries):
    with django_assert_num_queries(4):
        response = client.get("/healthz")
    answer = response.json()
    assert response.status_code == 200
    assert {part: answer[part]["ok"] for part in ("database", "bus", "worker", "beat")} == {
        "database": True,
        "bus": True,
        "worker": True,
        "beat": True,
    }
    assert answer["worker"]["age"] < 5
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("name", "oldest"), [("worker", 45), ("beat", 90)])
def test_a_heart_that_stopped(client, alive, name, oldest):
    Heartbeat.objects.filter(name=name).update(at=timezone.now() - datetime.timedelta(seconds=oldest + 1))
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()[name]["ok"] is False
    assert int(response.json()[name]["age"]) == oldest + 1


def test_a_worker_that_was_never_there(client, db):
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["worker"] == {"ok": False, "age": None}


def test_one_part_may_be_asked_for(client, db):
    response = client.get("/healthz?only=database,bus")
    assert response.status_code == 200
    assert set(response.json()) == {"ok", "database", "bus"}


def test_redis_that_is_away(client, alive, settings):
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["bus"] == {"ok": False, "kind": "redis"}
    assert b"secret" not in response.content


@pytest.mark.django_db(transaction=True)
def test_the_database_that_is_away(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    response = client.get("/healthz?only=database,worker")
    monkeypatch.undo()
    connection.close()
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": {"ok": False}, "worker": {"ok": False, "age": None}}


def test_a_second_heartbeat_replaces_the_first(db):
    pulse.beat_once("worker")
    pulse.beat_once("worker")
    assert Heartbeat.objects.filter(name="worker").count() == 1


def test_beat_has_the_heartbeat_in_its_schedule():
    assert whole_schedule()["heartbeat"]["task"] == "praktijkkring.health.heartbeat"
