import sys

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class PraktijkkringConfig(AppConfig):
    name = "praktijkkring"
    verbose_name = "Praktijkkring"

    def ready(self):
        from . import checks  # noqa: PLC0415 - system checks register themselves on import
        from .accounts import audit_actions, own, samples, slots  # noqa: F401, PLC0415 - they register themselves on import
        from .health import pulse  # noqa: F401, PLC0415 - signals of the worker, which needs the models

        try:
            checks.refuse_a_wrong_start()
        except ImproperlyConfigured as error:
            sys.exit(str(error))  # who set it wrongly needs the sentence, not where in Python it was noticed
