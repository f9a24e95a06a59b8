from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntervisionConfig(AppConfig):
    name = "intervision"
    verbose_name = _("Live meetings")

    def ready(self):
        """What the rest of the house must know of this app, registered once."""
        from circles import erasing  # noqa: PLC0415
        from praktijkkring.ui import slots  # noqa: PLC0415

        from . import (  # noqa: F401, PLC0415
            audit_actions,
            departed,
            desk_signals,
            live_door,
            mails,
            own,
        )
        from .domain.wipe import wipe  # noqa: PLC0415
        from .slots import (  # noqa: PLC0415
            circle_harvest,
            front_look,
            meeting_harvest,
            meeting_live,
            method_rehearse,
            question_history,
        )

        erasing.register(erase=wipe)
        for page in ("circle.head", "meeting.head"):
            slots.stylesheet(page, "css/room.css")
        slots.register("circle.harvest", circle_harvest)
        slots.register("meeting.live", meeting_live)
        slots.register("meeting.harvest", meeting_harvest)
        slots.register("question.history", question_history)
        slots.register("method.rehearse", method_rehearse)
        slots.register("home.look", front_look)
