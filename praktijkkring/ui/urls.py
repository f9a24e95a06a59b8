from django.urls import path

from . import views

app_name = "ui"

urlpatterns = [
    path("taal/", views.language, name="language"),
    path("kleuren/", views.theme, name="theme"),
    path("app.webmanifest", views.manifest, name="manifest"),
]
