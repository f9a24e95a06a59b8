"""``manage.py catalogue update|compile|check [app …]``: the Dutch translations, without GNU gettext."""

from django.core.management.base import BaseCommand, CommandError

from praktijkkring.catalogue.extract import APPS
from praktijkkring.catalogue.faults import faults
from praktijkkring.catalogue.files import compile_stale, update


class Command(BaseCommand):
    help = "Collect, compile or check the Dutch translations."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["update", "compile", "check"])
        parser.add_argument("apps", nargs="*", metavar="app", help=f"of {', '.join(APPS)}; all when left out")

    def handle(self, *args, action, apps, **options):
        if unknown := set(apps) - set(APPS):
            raise CommandError(f"unknown app: {', '.join(sorted(unknown))}")
        getattr(self, f"do_{action}")(tuple(apps) or APPS)

    def do_update(self, apps):
        for app in apps:
            self.stdout.write(f"{app}: {update(app)} to translate")

    def do_compile(self, apps):
        self.stdout.write(f"compiled: {', '.join(compile_stale(apps)) or 'nothing to do'}")

    def do_check(self, apps):
        wrong = [line for app in apps for line in faults(app)]
        for line in wrong:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} faults in the translations")
        self.stdout.write("complete")
