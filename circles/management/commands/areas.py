"""Brings the list of municipalities, provinces and water boards up to date with ``circles/areas/netherlands.csv``."""

from django.core.management.base import BaseCommand
from django.db import transaction

from circles.areas import STATE_OF, load
from circles.models import Area


class Command(BaseCommand):
    help = "Loads the municipalities, provinces and water boards; safe to run again."

    def handle(self, *args, **options):
        with transaction.atomic():
            added, changed = load(Area)
        self.stdout.write(f"State of {STATE_OF}: {added} added, {changed} changed.")
