from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsAppConfig(AppConfig):
    name = "sessions_app"
    verbose_name = _("Meetings")

    def ready(self):
        # Only now are the models there, which these modules import.
        from . import audit_actions, desk_signals, ended, mails, mails_staying, own, samples, slots  # noqa: F401, PLC0415
        from .domain import give_up  # noqa: F401, PLC0415

        slots.register_all()
