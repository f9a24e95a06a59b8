"""Every address of the product, by app."""

from django.contrib import admin
from django.urls import include, path

from .ui import views as ui

urlpatterns = [
    path("", ui.home, name="home"),
    path("", include("praktijkkring.ui.urls")),
    path("", include("circles.urls")),
    path("", include("sessions_app.urls")),
    path("", include("intervision.urls")),
    path("", include("costs.urls")),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]
