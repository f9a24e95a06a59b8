from django.apps import AppConfig


class PraktijkkringConfig(AppConfig):
    name = "praktijkkring"
    verbose_name = "Praktijkkring"

    def ready(self):
        from . import checks  # noqa: PLC0415 - system checks register themselves on import
        from .accounts import audit_actions, own, samples, slots  # noqa: F401, PLC0415 - they register themselves on import
        from .health import pulse  # noqa: F401, PLC0415 - signals of the worker, which needs the models

        checks.refuse_a_wrong_start()
