"""./run, as a person starts it: one command, clear words when it cannot, and up again after whatever happened."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.core.management import call_command
from django.utils import translation

from praktijkkring.audit.queries import trail
from praktijkkring.embedded.children import Child, Children
from praktijkkring.embedded.people import appoint
from praktijkkring.embedded.postgres import forget_the_dead, parts_of
from praktijkkring.models import User
from tests.plugins.speed import busy

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "praktijkkring.embedded.start"]
SETTINGS = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "VAULT_KEYS", "DEMO", "DATA_DIR", "PUBLIC_URL"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A folder for the data of an own ./run; PostgreSQL of a root works in it as somebody else."""
    data = tmp_path_factory.mktemp("house") / "data"
    data.mkdir()
    for folder in (data, *data.parents[:3]):
        with contextlib.suppress(PermissionError):
            folder.chmod(folder.stat().st_mode | 0o711)
    yield data
    for number in parts_of(data / "pg"):
        with contextlib.suppress(psutil.Error):
            psutil.Process(number).kill()


def environment(data: Path, **more) -> dict:
    return {name: value for name, value in os.environ.items() if name not in SETTINGS} | {"DATA_DIR": str(data), **more}


def refused(data: Path, *options, **settings) -> str:
    """What is said by a start that does not come about."""
    ended = subprocess.run(
        [*COMMAND, *options],
        cwd=ROOT,
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode in (1, 2)
    assert "Traceback" not in ended.stderr
    return ended.stderr


@contextlib.contextmanager
def started(data: Path, port: int, *options):
    """``(process, what it said until it stood)``; ends it as Ctrl-C does, and gives what it said last."""
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port), *options],
        cwd=ROOT,
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        for line in process.stdout:
            said += line
            if "Ctrl-C stops it" in line:
                break
        else:
            pytest.fail(f"it did not start:\n{said}")
        yield process, said
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        process.stdout.close()


def health(port: int) -> dict:
    try:
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5))
    except urllib.error.HTTPError as answer:
        return json.load(answer)


@pytest.mark.nightly
def test_the_first_start_brings_everything_and_a_second_one_beside_it_says_so(house):
    port = free_port()
    with started(house, port, "--no-demo") as (process, said):
        assert re.sub(r"\d+\.\d s", "… s", said) == (
            "Making a database …\nSetting up the database …\n\n"
            f"Praktijkkring is at http://localhost:{port}  (started in … s; Ctrl-C stops it)\n"
        )
        until = time.monotonic() + 120
        while not (answer := health(port))["ok"] and time.monotonic() < until:
            time.sleep(0.2)
        assert {name: part["ok"] for name, part in answer.items() if name != "ok"} == {
            "database": True,
            "bus": True,
            "worker": True,
            "beat": True,
        }
        running = f"Praktijkkring is running already on the data in {house}.\n"
        assert refused(house, "--port", str(free_port())) == running
        assert refused(house, "--port", str(free_port()), "--fresh") == running
        assert health(port)["database"]["ok"]
        children = psutil.Process(process.pid).children()
        assert len(children) == 2
    assert process.returncode == 0
    assert [child.pid for child in children if child.is_running()] == []
    assert parts_of(house / "pg") == set()
    assert {name: (house / name).stat().st_mode & 0o077 for name in ("secret_key", "vault_keys", "log")} == {
        "secret_key": 0,
        "vault_keys": 0,
        "log": 0,
    }


@pytest.mark.nightly
def test_after_everything_was_killed_it_starts_again_at_once(house):
    """As when the power is cut."""
    with started(house, free_port(), "--no-demo") as (process, _said):
        dead = [process.pid, *(child.pid for child in psutil.Process(process.pid).children()), *parts_of(house / "pg")]
        for number in dead:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    port = free_port()
    began = time.monotonic()
    with started(house, port, "--no-demo") as (_process, said):
        assert said.count("\n") == 2
        assert time.monotonic() - began < 30 * busy()
        assert health(port)["database"]["ok"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_that_gets_lost_while_a_process_is_made_is_not_forgotten(number):
    children = Children([Child("nothing", [], Path(os.devnull))], print)
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        children.listen()
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            os.kill(os.getpid(), number)
            time.sleep(1)
        assert children.watch() == 0
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def test_only_what_is_postgresql_is_taken_for_it(tmp_path):
    """The number in the note of a server that is gone may be anybody's by now: here that of this test."""
    for note in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (tmp_path / note).write_text(f"{os.getpid()}\n{tmp_path}\n")
    forget_the_dead(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused(tmp_path, "--port", str(port))
    assert said == f"Port {port} is in use. Try another one: ./run --port {port + 1}\n"


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999999"])
def test_a_port_that_does_not_exist(tmp_path, port):
    said = refused(tmp_path, f"--port={port}")
    assert said.endswith("argument --port: a port is a number from 1 to 65535\n")


def test_an_address_that_is_not_of_this_machine(tmp_path):
    said = refused(tmp_path, "--host", "192.0.2.1", "--port", "8613")
    assert said == "Cannot listen on 192.0.2.1, port 8613: Cannot assign requested address.\n"


def test_a_database_that_is_not_there(tmp_path):
    said = refused(
        tmp_path, "--port", str(free_port()), DATABASE_URL="postgres://anna:geheim@127.0.0.1:1/kring", DEMO="1"
    )
    assert said.startswith("The database in DATABASE_URL does not let us in:\n")
    assert "geheim" not in said


REFUSED = "This start is refused. "
NOWHERE = "postgres://anna@127.0.0.1:1/kring"


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("REDIS_URL", "redis://anna:geheim@127.0.0.1:1/0", "The Redis in REDIS_URL does not let us in:\n"),
        ("REDIS_URL", "geheim", "REDIS_URL is no address of a Redis, as redis://user:password@host:6379/0.\n"),
        ("VAULT_KEYS", "geheim", "VAULT_KEYS holds a key that is not 32 bytes long.\n"),
        ("VAULT_KEYS_FILE", "/not/there", f"{REFUSED}VAULT_KEYS_FILE names a file that cannot be read (No such file"),
        ("DATABASE_URL", "geheim", f"{REFUSED}DATABASE_URL is no address of a PostgreSQL, as postgres://user:"),
        ("EMAIL_URL", "geheim", f"{REFUSED}EMAIL_URL is no address of a mail server, as smtp+tls://user:"),
        ("WEB_PROCESSES", "geheim", f"{REFUSED}WEB_PROCESSES has a value that cannot be right.\n"),
    ],
)
def test_a_wrong_setting_is_said_in_a_sentence_and_nothing_starts(tmp_path, setting, value, sentence):
    """Instead of a half product: pages without anything live, without mail."""
    said = refused(tmp_path, "--port", str(free_port()), **{"DATABASE_URL": NOWHERE, setting: value})
    assert said.startswith(sentence)
    assert "geheim" not in said


def test_who_becomes_an_administrator_from_the_command_line_stands_in_the_trail_once(db):
    appoint("anna@voorbeeld.nl")
    appoint("anna@voorbeeld.nl")
    call_command("createsuperuser", "--noinput", email="bert@voorbeeld.nl", name="Bert Nijland")
    with translation.override("nl"):
        said = [line.sentence for user in User.objects.order_by("pk") for line in trail(f"account:{user.pk}")]
    assert said == [
        "Anna werd beheerder, vanaf de opdrachtregel van de server.",
        "Bert Nijland werd beheerder, vanaf de opdrachtregel van de server.",
    ]


@pytest.mark.parametrize("there", [False, True])
def test_the_first_administrator_is_named_at_the_start(db, there):
    """Otherwise nobody could ever found a circle in an empty house."""
    if there:
        User.objects.create_user("anna@voorbeeld.nl", name="Anna Bos", language="en")
    appoint("Anna@voorbeeld.nl")
    anna = User.objects.get(email="anna@voorbeeld.nl")
    assert (anna.is_staff, anna.is_superuser, anna.is_coordinator) == (True, True, True)
    assert (anna.name, anna.language) == (("Anna Bos", "en") if there else ("Anna", "nl"))


def test_who_is_named_at_the_start_has_a_readable_name_until_they_say_theirs(db):
    appoint("marja.de-boer2@voorbeeld.nl")
    assert User.objects.get().name == "Marja De Boer"


def test_who_is_named_at_the_start_has_a_mail_address(db):
    with pytest.raises(SystemExit, match=r"^anna is no e-mail address\.$"):
        appoint("anna")
