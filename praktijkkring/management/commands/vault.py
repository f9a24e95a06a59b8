"""manage.py vault status | rotate | replay [FILE] | new-key"""

import base64
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from praktijkkring.vault import destroy, keys
from praktijkkring.vault.models import VaultKey
from praktijkkring.vault.rotate import rotate


class Command(BaseCommand):
    help = "The keys of the content: what wraps them, wrap them anew, destroy again after a restore, make a root key."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["status", "rotate", "replay", "new-key"])
        parser.add_argument("file", nargs="?", type=Path, help="the list of destroyed keys (replay only)")

    def handle(self, *args, action, file, **options):
        try:
            getattr(self, action.replace("-", "_"))(file)
        except keys.VaultLocked as error:
            raise CommandError(str(error)) from error

    def status(self, _file):
        """Says what may leave VAULT_KEYS. Names of keys only."""
        active = next(iter(keys.root_keys()))
        present = (
            VaultKey.objects.filter(destroyed_at=None).values("root").annotate(number=Count("pk")).order_by("root")
        )
        for row in present:
            mark = "active" if row["root"] == active else "older: run rotate"
            self.stdout.write(f"{row['root']}: wraps {row['number']} keys ({mark})")
        self.stdout.write(f"destroyed: {VaultKey.objects.exclude(destroyed_at=None).count()}")

    def rotate(self, _file):
        self.stdout.write(f"{rotate()} keys wrapped anew")

    def replay(self, file):
        if file and not file.exists():
            raise CommandError(f"there is no file {file}")
        again = destroy.replay(file)
        self.stdout.write(f"{len(again)} keys destroyed again")

    def new_key(self, _file):
        """A root key, to be put in front in VAULT_KEYS under a name of its own."""
        self.stdout.write(base64.b64encode(os.urandom(keys.KEY_BYTES)).decode())
