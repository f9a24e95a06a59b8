import contextlib
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from praktijkkring.live.publish import publish
from tests import factories

from .follower import Follower
from .parts import Redis, Server


@pytest.fixture(scope="session")
def live_redis():
    redis = Redis()
    yield redis
    redis.stop()


@pytest.fixture(scope="module", params=["postgres", pytest.param("redis", marks=pytest.mark.redis)])
def bus_url(request):
    """REDIS_URL as the server gets it: the same tests run over both buses."""
    return request.getfixturevalue("live_redis").url if request.param == "redis" else ""


@pytest.fixture(scope="module")
def server(bus_url, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = Server(bus_url)
    yield server
    server.stop()


@pytest.fixture
def start(transactional_db):
    """Start a server of one's own; it is stopped after the test."""
    with contextlib.ExitStack() as stack:

        def start(*arguments, **plan):
            server = Server(*arguments, **plan)
            stack.callback(lambda: server.process.poll() is None and server.stop())
            return server

        yield start


@pytest.fixture
def rooms(transactional_db):
    """Room 1 and 2 at version 1. Ellen brings the case in 1, Pieter takes part in it, Chris sits in room 2 only."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS live_room, live_seat")
        cursor.execute("CREATE TABLE live_room (id bigint PRIMARY KEY, version bigint NOT NULL)")
        cursor.execute("CREATE TABLE live_seat (room bigint, user_id bigint, role text, PRIMARY KEY (room, user_id))")
        cursor.execute("INSERT INTO live_room VALUES (1, 1), (2, 1)")
    people = SimpleNamespace(
        ellen=factories.make_user("Ellen van Rijn"),
        pieter=factories.make_user("Pieter Smit"),
        chris=factories.make_user("Chris Buiten"),
    )
    seat(1, people.ellen, "bringer")
    seat(1, people.pieter, "member")
    seat(2, people.chris, "member")
    yield people
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE live_room, live_seat")


def seat(room, user, role):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO live_seat VALUES (%s, %s, %s)", [room, user.pk, role])


def unseat(room, user):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM live_seat WHERE room = %s AND user_id = %s", [room, user.pk])


def move(room=1):
    """One more version in the database, without a bell; the new version."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE live_room SET version = version + 1 WHERE id = %s RETURNING version", [room])
        return cursor.fetchone()[0]


def change(room=1, **patches):
    """A change as a writer makes it: store, then ring."""
    version = move(room)
    publish(room=f"room:{room}", version=version, patches=patches)
    return version


def log_in(user):
    """The session cookie's value."""
    client = Client()
    client.force_login(user)
    return client.cookies["session"].value


@pytest.fixture
def visit(rooms, request):
    """``visit(person or cookie, path)`` asks the server for a path, and waits for the status of the answer."""
    with contextlib.ExitStack() as stack:

        def visit(who, path, server=None, *, wait=True, **more):
            server = server or request.getfixturevalue("server")
            cookie = who if isinstance(who, str) else log_in(who)
            follower = Follower(server.port, path, cookie, **more)
            stack.callback(follower.close)
            if wait:
                follower.open()
            return follower

        yield visit


@pytest.fixture
def over_the_bus(bus_url, settings):
    """The test publishes over the bus that the server listens to."""
    settings.REDIS_URL = bus_url


@pytest.fixture
def follow(visit):
    """``follow(person, room=1)`` opens a stream and waits for its hello, when there is one."""

    def follow(person, room=1, *, v=1, **more):
        follower = visit(person, f"/live/room/{room}/?v={v}", **more)
        if follower.status == 200:
            follower.wait("hello")
        return follower

    return follow
