"""The addresses of a start with DEMO=1."""

from django.urls import include, path

from praktijkkring.accounts import urls, views
from praktijkkring.urls import urlpatterns as usual

with_demo = [*urls.urlpatterns, path("demo/inloggen/<slug:slug>/", views.demo_login, name="demo_login")]
urlpatterns = [path("", include((with_demo, "accounts"))), *usual]
