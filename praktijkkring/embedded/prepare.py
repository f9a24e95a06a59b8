"""Brings database, cache table, translations and demo up to date; each step looks first whether there is work."""

import os
import sys

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from praktijkkring.catalogue.files import compile_stale


def prepare(tell) -> None:
    """Ends with a message when the database cannot be reached."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")
    compile_stale()
    django.setup()
    must_answer()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Setting up the database …")
        call_command("migrate", verbosity=0, interactive=False)
    if not settings.REDIS_URL and "cache" not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    if settings.DEMO and "demo" in get_commands() and not apps.get_model("praktijkkring", "User").objects.exists():
        tell("Loading the demo …")
        call_command("demo", verbosity=0)
    connection.close()


def must_answer() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        sys.exit(f"The database in DATABASE_URL does not let us in:\n{error}")
