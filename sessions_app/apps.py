from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsAppConfig(AppConfig):
    name = "sessions_app"
    verbose_name = _("Meetings")

    def ready(self):
        # Only now are the models there, which these modules import.
        from . import (  # noqa: PLC0415
            audit_actions,  # noqa: F401
            desk_signals,  # noqa: F401
            ended,  # noqa: F401
            mails,  # noqa: F401
            mails_poll,  # noqa: F401
            mails_staying,  # noqa: F401
            own,  # noqa: F401
            samples,  # noqa: F401
            slots,
        )
        from .domain import give_up, guest, remind_poll  # noqa: F401, PLC0415

        slots.register_all()
