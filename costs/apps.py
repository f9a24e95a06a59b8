from django.apps import AppConfig


class CostsConfig(AppConfig):
    name = "costs"

    def ready(self):
        # Sentences and slots register themselves when they are imported.
        from . import audit_actions, slots  # noqa: F401, PLC0415
