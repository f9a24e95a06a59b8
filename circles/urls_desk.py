"""Addresses of the coordinator's desk and of the life of a circle."""

from django.urls import path

from .views import desk, ending

urlpatterns = [
    path("bureau/", desk.desk, name="desk"),
    path("bureau/netwerk/", desk.network, name="desk_network"),
    path("kringen/<int:circle_id>/afspraken/herinneren/", desk.remind_to_sign, name="remind_to_sign"),
    path("kringen/<int:circle_id>/sluiten/", ending.close, name="close"),
    path("kringen/<int:circle_id>/bewaartermijn/", ending.term, name="change_term"),
    path("kringen/<int:circle_id>/heropenen/", ending.reopen, name="reopen"),
]
