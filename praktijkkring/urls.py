"""Every address of the product, by app."""

from django.contrib import admin
from django.urls import include, path

from .accounts.views import privacy
from .health.views import healthz
from .ui import views as ui

urlpatterns = [
    path("", include("intervision.urls")),  # first: in a live room nobody waits
    path("", ui.home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("", include("praktijkkring.ui.urls")),
    path("", include("circles.urls")),
    path("", include("sessions_app.urls")),
    path("", include("costs.urls")),
    path("", include("praktijkkring.accounts.urls")),
    path("", include("praktijkkring.outbox.urls")),
    path("privacy/", privacy, name="privacy"),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]

handler400 = "praktijkkring.ui.errors.bad_request"
handler403 = "praktijkkring.ui.errors.forbidden"
handler404 = "praktijkkring.ui.errors.not_found"
handler429 = "praktijkkring.ui.errors.too_many"
handler500 = "praktijkkring.ui.errors.broken"
