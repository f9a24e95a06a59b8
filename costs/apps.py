from django.apps import AppConfig


class CostsConfig(AppConfig):
    name = "costs"

    def ready(self):
        # Sentences and slots register themselves when they are imported.
        from sessions_app import season_starts  # noqa: PLC0415 - the apps must be loaded

        from . import audit_actions, desk_signals, mails, own, samples, slots  # noqa: F401, PLC0415
        from .domain.divide import fix_at_start  # noqa: PLC0415

        season_starts.register(fix_at_start)
