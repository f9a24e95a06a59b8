from django.urls import path

from . import style, views

app_name = "ui"

urlpatterns = [
    path("taal/", views.language, name="language"),
    path("kleuren/", views.theme, name="theme"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("stijl/", style.page, name="style"),
]
