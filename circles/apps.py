from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CirclesConfig(AppConfig):
    name = "circles"
    verbose_name = _("Circles")

    def ready(self):
        from praktijkkring.accounts import second_factor  # noqa: PLC0415 - it needs the models

        # These register what they hold, and need the models for it.
        from . import (  # noqa: F401, PLC0415
            audit_actions,
            desk_signals,
            life,
            mails,
            mails_ending,
            mails_waiting,
            own,
            own_composing,
            samples,
            slots,
        )
        from .access import coordinates_a_circle  # noqa: PLC0415

        second_factor.also_for(coordinates_a_circle)
