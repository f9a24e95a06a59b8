"""Load the demo circles once."""

from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from praktijkkring.accounts.demo import DOMAIN
from praktijkkring.models import User

# From the lowest app to the highest: each adds to what the one before made.
ORDER = ["circles", "sessions_app", "intervision", "costs"]


class Command(BaseCommand):
    """Each app has its own part in ``<app>/demo.py: load(demo)``, with its texts in ``<app>/demo.toml``.

    ``demo`` carries what is made so far: ``today``, ``people`` by key, ``circle``, ``members`` by key, ``season``, ….
    """

    help = "Loads two demo circles with invented people. Does nothing when they are there already."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demo is only for a start with DEMO=true.")
        if User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
            self.stdout.write("The demo circles are there already.")
            return
        demo = SimpleNamespace(today=timezone.localdate(), people={})
        with transaction.atomic(), translation.override("nl"):
            for name in ORDER:
                if apps.is_installed(name) and find_spec(f"{name}.demo"):
                    import_module(f"{name}.demo").load(demo)
        self.stdout.write(self.style.SUCCESS("Two demo circles are ready."))
