from django.conf import settings
from django.urls import path

from . import views

app_name = "accounts"

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/gegevens/", views.data, name="data"),
    path("account/gegevens/downloaden/", views.export, name="export"),
    path("account/verwijderen/", views.erase, name="erase"),
]

if settings.DEMO:
    urlpatterns += [path("demo/inloggen/<slug:slug>/", views.demo_login, name="demo_login")]
