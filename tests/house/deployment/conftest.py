"""The deployment, once for all tests of it: every container's command as a process on a real PostgreSQL and Redis."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import yaml
from django.db import connection

from tests.house.environment import PRODUCTION, ROOT
from tests.plugins.redis import free_port

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
DATABASE = f"deployment_test_{os.getpid()}"


@pytest.fixture(scope="session")
def deployment(tmp_path_factory, django_db_setup, django_db_blocker):
    """``environment`` of every container, with its secrets in files."""
    folder = tmp_path_factory.mktemp("deployment")
    secrets = {"database_url": _fresh_database(django_db_blocker), "email_url": "smtp://localhost:25"}
    secrets |= {"secret_key": PRODUCTION["SECRET_KEY"], "vault_keys": PRODUCTION["VAULT_KEYS"]}
    for name, text in secrets.items():
        (folder / name).write_text(text)
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "PUBLIC_URL": PRODUCTION["PUBLIC_URL"],
        "DEFAULT_FROM_EMAIL": PRODUCTION["DEFAULT_FROM_EMAIL"],
        "STATIC_ROOT": str(folder / "static"),
    }
    build = environment | {"PYTHONPATH": str(_lightly(tmp_path_factory.mktemp("lightly")))}
    subprocess.run([sys.executable, "deploy/build.py"], cwd=ROOT, env=build, check=True)
    return folder, environment


def _lightly(folder: Path) -> Path:
    """Python begins with this: the build then compresses a little less, in a twentieth of the time.

    That the real one compresses as hard as it can is held by test_containers.py.
    """
    (folder / "sitecustomize.py").write_text(
        "import brotli\nhard = brotli.compress\nbrotli.compress = lambda data: hard(data, quality=4)\n"
    )
    return folder


def _fresh_database(django_db_blocker) -> str:
    with django_db_blocker.unblock():
        own = connection.get_connection_params() | {"dbname": "postgres"}
    own = {name: value for name, value in own.items() if name in {"dbname", "host", "port", "user", "password"}}
    session = psycopg2.connect(**own)
    session.autocommit = True
    with session.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    session.close()
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl()


class Container:
    """A service of the compose file as a process; inside its container everything listens at 8000."""

    def __init__(self, name, deployment, redis_url, port):
        folder, environment = deployment
        service = SERVICES[name]
        own = {key: self._value(str(value), folder, redis_url) for key, value in service["environment"].items()}
        command = service["command"].replace("8000", str(port)).replace("/tmp/beat", str(folder / "beat"))
        self.log, self.environment = folder / f"{name}.log", environment | own
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                shlex.split(command), cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    @staticmethod
    def _value(value, folder, redis_url):
        value = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)
        value = value.replace("redis://redis:6379/0", redis_url).replace("/run/secrets", str(folder))
        return str(folder) if value == "/state" else value

    def stop(self) -> float:
        """Seconds that it takes to end after SIGTERM."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(15)
        return time.monotonic() - began


@pytest.fixture(scope="session")
def running(deployment, redis_server):
    """Everything is up: the ports of web and live."""
    migrate = Container("migrate", deployment, redis_server.url, 0)
    assert migrate.process.wait(120) == 0, migrate.log.read_text()
    ports = {"web": free_port(), "live": free_port(), "worker": 0, "beat": 0}
    containers = {name: Container(name, deployment, redis_server.url, port) for name, port in ports.items()}
    yield ports, containers
    for container in containers.values():
        container.stop()


def ask(port, path, **headers):
    """Status, headers and body, as the proxy would ask."""
    headers = {"Host": "kring.voorbeeld.nl", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"} | headers
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()
    except OSError:
        return 0, {}, b""


def wait_for(port, path, seconds=40):
    deadline = time.monotonic() + seconds
    answer = ask(port, path)
    while answer[0] != 200 and time.monotonic() < deadline:
        time.sleep(0.3)
        answer = ask(port, path)
    return answer
