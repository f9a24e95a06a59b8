"""The whole product on a real port, in this process, on the test database."""

import threading
import time

import pytest
import uvicorn
from django.db import connection

from .hardship import Held
from .redis import free_port


@pytest.fixture(scope="session")
def web_server(django_db_setup, django_db_blocker, pytestconfig):
    """Pages and streams at one address, for as long as the tests run."""
    from praktijkkring.asgi import application  # noqa: PLC0415 - Django must be set up by now

    seed = pytestconfig.getoption("hardship")
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(
            Held(application, seed) if seed else application,
            host="127.0.0.1",
            port=port,
            log_level="warning",
            lifespan="on",
            timeout_graceful_shutdown=1,
            ws="none",
        )
    )
    thread = threading.Thread(target=server.run, name="web server", daemon=True)
    with django_db_blocker.unblock():
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(5)
        end_other_connections(idle_too=True)


@pytest.fixture
def site(web_server, transactional_db, settings):
    """The address of the running product. What a test stores is there for everybody, and gone after it."""
    settings.PUBLIC_URL = web_server
    yield web_server
    end_other_connections()


def end_other_connections(idle_too: bool = False) -> None:
    """Threads of the server keep connections, which would stop the database from being emptied or removed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND (%s OR state LIKE 'idle in transaction%%')",
            [idle_too],
        )
