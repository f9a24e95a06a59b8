from django.apps import AppConfig


class PraktijkkringConfig(AppConfig):
    name = "praktijkkring"
    verbose_name = "Praktijkkring"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 - system checks register themselves on import
