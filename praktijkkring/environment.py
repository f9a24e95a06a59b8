"""What the environment says, for the settings. A value that cannot be right ends the start with one sentence."""

import sys
import warnings

import environ
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.FileAwareEnv):
    """As its parent, but no traceback for somebody who made a typing error. Never says the value: it may be secret."""

    def get_value(self, var, *args, **kwargs):
        try:
            return super().get_value(var, *args, **kwargs)
        except OSError as error:
            _refuse(f"{var}_FILE names a file that cannot be read ({error.strerror}): {error.filename}")
        except ValueError:
            _refuse(f"{var} has a value that cannot be right.")

    def email_url(self, var, *args, **kwargs):
        try:
            return super().email_url(var, *args, **kwargs)
        except (ImproperlyConfigured, ValueError):
            _refuse(f"{var} is no address of a mail server, as smtp+tls://user:password@host:587.")

    def db_url(self, var, *args, **kwargs):
        try:
            with warnings.catch_warnings(action="ignore"):  # it would print the address, password and all
                found = super().db_url(var, *args, **kwargs)
        except (ImproperlyConfigured, ValueError):
            found = {}
        if not found.get("ENGINE", "").endswith("postgresql"):
            _refuse(f"{var} is no address of a PostgreSQL, as postgres://user:password@host/database.")
        return found | {"ENGINE": "praktijkkring.database"}


def _refuse(sentence: str):
    sys.exit(f"This start is refused. {sentence}")
