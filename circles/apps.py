from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "circles"

    def ready(self):
        from . import audit_actions, mails, own, slots  # noqa: F401, PLC0415 - they need the models
