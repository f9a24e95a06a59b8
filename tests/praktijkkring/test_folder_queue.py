"""The queue of ``./run``: a folder, in which a message is there whole or not at all."""

import threading
import time
from queue import Empty

import pytest
from kombu import Connection
from kombu.transport import filesystem

import praktijkkring.celery  # noqa: F401 - names the transport
from praktijkkring.embedded.folder_queue import Channel

MESSAGES = 300


@pytest.fixture
def line(tmp_path):
    folders = {name: str(tmp_path) for name in ("data_folder_in", "data_folder_out", "control_folder")}
    with Connection("folder://localhost", transport_options=folders) as connection:
        yield connection


def test_it_is_the_queue_that_is_used(line, settings):
    assert settings.CELERY_BROKER_URL == "folder://localhost"
    assert type(line.channel()) is Channel


def test_what_is_put_is_got_once_and_in_full(line):
    channel = line.channel()
    wanted = [{"body": f"{n} é " + "x" * n} for n in range(MESSAGES)]

    def put():
        for message in wanted:
            channel._put("celery", message)

    writer = threading.Thread(target=put)
    writer.start()
    got, until = [], time.monotonic() + 60
    while len(got) < MESSAGES and time.monotonic() < until:
        try:
            got.append(channel._get("celery"))
        except Empty:
            time.sleep(0.001)
    writer.join()
    assert sorted(one["body"] for one in got) == sorted(one["body"] for one in wanted)
    with pytest.raises(Empty):
        channel._get("celery")


def test_a_message_that_is_being_written_is_not_there_yet(line, tmp_path, monkeypatch):
    """Looked at in the worst moment: just before it gets its name."""
    channel, seen = line.channel(), []

    def look(growing, place):
        with pytest.raises(Empty):
            channel._get("celery")
        seen.append(growing.read_text())
        growing.rename(place)

    monkeypatch.setattr("praktijkkring.embedded.folder_queue.Path.replace", look)
    channel._put("celery", {"body": "ja"})
    assert seen == ['{"body": "ja"}']
    assert channel._get("celery") == {"body": "ja"}


def test_kombus_own_queue_is_looked_at_too_early(line, monkeypatch):
    """Why this one exists; when this test fails, Kombu mended it and ours can go."""
    channel = line.channel()
    lock = filesystem.lock

    def look(file, how):
        with pytest.raises(ValueError, match="Expecting value"):
            channel._get("celery")
        lock(file, how)

    monkeypatch.setattr(filesystem, "lock", look)
    filesystem.Channel._put(channel, "celery", {"body": "ja"})
