"""Addresses of who does what in a circle, and of seats that change."""

from django.urls import path

from .views import roles, seats

urlpatterns = [
    path("kringen/<int:circle_id>/stoelen/", seats.history, name="seats"),
    path("kringen/<int:circle_id>/deelnemers/<int:membership_id>/pauze/", seats.pause, name="pause"),
    path(
        "kringen/<int:circle_id>/deelnemers/<int:membership_id>/pauze/<int:pause_id>/beeindigen/",
        seats.end_pause,
        name="end_pause",
    ),
    path("kringen/<int:circle_id>/deelnemers/<int:membership_id>/opvolgen/", seats.successor, name="successor"),
    path("kringen/<int:circle_id>/rollen/", roles.roles, name="roles"),
    path("kringen/<int:circle_id>/rollen/vragen/", roles.ask, name="ask_role"),
    path("kringen/<int:circle_id>/rollen/vragen/<int:handover_id>/intrekken/", roles.withdraw, name="withdraw_role"),
    path("kringen/<int:circle_id>/rollen/<int:holder_id>/beeindigen/", roles.end, name="end_role"),
    path("kringen/<int:circle_id>/rollen/neerleggen/", roles.step_down, name="step_down"),
]
