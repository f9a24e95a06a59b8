"""Brings database, cache table, translations and demo up to date; each step looks first whether there is work."""

import os

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from praktijkkring.catalogue.files import compile_stale


def prepare(demo: bool, tell) -> None:
    """Raises what the database raises when it cannot be reached."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijkkring.settings")
    compile_stale()
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Setting up the database …")
        call_command("migrate", verbosity=0, interactive=False)
    if not settings.REDIS_URL and "cache" not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
    if demo and "demo" in get_commands() and not apps.get_model("praktijkkring", "User").objects.exists():
        tell("Loading the demo …")
        call_command("demo", verbosity=0)
    connection.close()
