"""Brings database, cache table, translations and demo up to date; each step looks first whether there is work."""

import os
import sys

import django
import redis
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from praktijkkring.catalogue.files import compile_stale
from praktijkkring.checks import vault_trouble


def prepare(tell) -> None:
    """Ends with a message when the keys are wrong, or the database or Redis cannot be reached."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")
    compile_stale()
    django.setup()
    if trouble := vault_trouble(settings.VAULT_KEYS):
        sys.exit(f"VAULT_KEYS {trouble}.")
    redis_must_answer()
    must_answer()
    if is_behind():
        tell("Setting up the database …")
        call_command("migrate", verbosity=0, interactive=False)
    if not settings.REDIS_URL and "cache" not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    if settings.DEMO and "demo" in get_commands() and not apps.get_model("praktijkkring", "User").objects.exists():
        tell("Loading the demo …")
        call_command("demo", verbosity=0)
    connection.close()


def is_behind() -> bool:
    """Whether migrations are waiting. Ends with a message for data that they cannot bring up to date (decision 0100)."""
    executor = MigrationExecutor(connection)
    done, there = executor.recorder.applied_migrations(), executor.loader.disk_migrations
    for replaced in (set(migration.replaces) for migration in there.values()):
        if replaced & done.keys() and replaced - done.keys() - there.keys():
            sys.exit(
                "The data is older than this version can read.\n"
                "Start it once with the version of 22 November 2026, or begin anew with ./run --fresh."
            )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def must_answer() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        sys.exit(f"The database in DATABASE_URL does not let us in:\n{error}")


def redis_must_answer() -> None:
    """Without its Redis the pages would come, and nothing live, no mail and no task would."""
    if not settings.REDIS_URL:
        return
    try:
        with redis.from_url(settings.REDIS_URL, socket_connect_timeout=5, socket_timeout=5) as client:
            client.ping()
    except ValueError:
        sys.exit("REDIS_URL is no address of a Redis, as redis://user:password@host:6379/0.")
    except (redis.RedisError, OSError) as error:
        sys.exit(f"The Redis in REDIS_URL does not let us in:\n{error}")
