"""The coordinator's desk with 200 circles beside the desk with 3: CPU, queries, and the same over the whole network."""

import statistics
import time

from . import parts

PAGES = ("circles:desk", "circles:desk_network")


def options(parser):
    parser.add_argument("--few", type=int, default=3, help="circles of the one desk")
    parser.add_argument("--many", type=int, default=200, help="circles of the other")
    parser.add_argument("--rounds", type=int, default=15, help="how often each page is fetched; the median counts")


def run(asked):
    parts.prepare()
    from praktijkkring.models import User  # noqa: PLC0415 - Django is set up by now
    from tests import factories  # noqa: PLC0415
    from tests.crowd import make_circles  # noqa: PLC0415

    User.objects.filter(email__endswith="bureau@voorbeeld.nl").delete()
    tineke = factories.make_user("Tineke", email="bureau@voorbeeld.nl", is_coordinator=True, is_staff=True)
    client = _logged_in(tineke)
    make_circles(asked.few, tineke, 0)
    few = {name: _measured(client, name, asked.rounds) for name in PAGES}
    make_circles(asked.many - asked.few, tineke, asked.few)
    many = {name: _measured(client, name, asked.rounds) for name in PAGES}
    return {
        "circles": {"few": asked.few, "many": asked.many},
        "few": few,
        "many": many,
        "ratio": {name: round(many[name]["cpu_ms"] / few[name]["cpu_ms"], 2) for name in PAGES},
        "goals": {"ratio": "at most 5", "queries": "the same", "bytes": "25 rows at most"},
    }


def _logged_in(user):
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def _measured(client, name: str, rounds: int) -> dict:
    """CPU of this process in ms (the database's own is not in it), wall clock in ms, queries and bytes."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    address = reverse(name)
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} is not shown")
    cpu, wall = [], []
    for _ in range(rounds):
        began, ticked = time.process_time(), time.perf_counter()
        answer = client.get(address)
        cpu.append(time.process_time() - began)
        wall.append(time.perf_counter() - ticked)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return {
        "cpu_ms": round(statistics.median(cpu) * 1000, 1),
        "wall_ms": round(statistics.median(wall) * 1000, 1),
        "queries": len(queries),
        "bytes": len(answer.content),
    }
