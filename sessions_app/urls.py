from django.urls import path

app_name = "sessions_app"

urlpatterns: list = []
